import Brokerage

/// The symbols whose every quote is read, because somebody has just traded in them.
///
/// Polling tells the newest quote of a symbol and none in between; what the market did in the seconds around a trade is in the server's
/// history. A tape begins half a minute before a deal and ends when its short horizons are over.
struct TapeBook: Sendable {
    /// The longest horizon before a deal, and what a lookup needs of quotes before that.
    static let before = Duration.seconds(35)
    /// The horizons after a deal for which sampled quotes would be too coarse.
    static let after = Duration.seconds(70)
    /// Deals older than this when they are read begin no tape.
    static let fresh = Duration.seconds(60)
    /// Tapes that are begun with one list of deals; each takes a request.
    static let begunAtOnce = 4
    /// Tapes that are followed at a time.
    static let most = 32
    /// A server that does not give history is asked again so much later.
    static let retry = Duration.seconds(600)

    private struct Tape: Sendable {
        var readThrough: Timestamp
        var until: Timestamp
        var turn: Int
    }

    private var tapes: [String: Tape] = [:]
    private var turns = 0
    private var refusedUntil = Timestamp.distantPast

    func isRefused(at now: Timestamp) -> Bool { now < refusedUntil && refusedUntil <= now + Self.retry }

    mutating func refuse(at now: Timestamp) {
        refusedUntil = now + Self.retry
        tapes.removeAll()
    }

    /// A trade came in.
    /// - Returns: From when its symbol's history is to be read; nil when it is followed already, or there is no room for it.
    mutating func traded(_ symbol: String, at time: Timestamp, now: Timestamp) -> Timestamp? {
        let until = time + Self.after
        if let tape = tapes[symbol] {
            tapes[symbol]?.until = max(tape.until, until)
            return nil
        }
        guard tapes.count < Self.most else { return nil }
        let from = time - Self.before
        turns += 1
        tapes[symbol] = Tape(readThrough: from, until: until, turn: turns)
        return from
    }

    /// The ticks of an answer that were not told yet.
    mutating func read(_ symbol: String, _ ticks: [Tick]) -> [Tick] {
        guard let tape = tapes[symbol] else { return [] }
        let news = ticks.filter { $0.time > tape.readThrough }
        if let last = news.last { tapes[symbol]?.readThrough = last.time }
        return news
    }

    /// The next tape to read on, each in its turn. Those that are over are dropped.
    mutating func next(at now: Timestamp) -> (symbol: String, from: Timestamp)? {
        // One that ends beyond what a tape may last was begun by a clock that has since gone back.
        tapes = tapes.filter { now <= $0.value.until && $0.value.until <= now + Self.after + Self.fresh }
        guard let (symbol, tape) = tapes.min(by: { $0.value.turn < $1.value.turn }) else { return nil }
        turns += 1
        tapes[symbol]?.turn = turns
        return (symbol, tape.readThrough)
    }
}
