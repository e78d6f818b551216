import Brokerage

/// Which symbols to ask the next prices for: those with open positions each time, the others in turn.
///
/// The server gives only what changed since a transaction number of its own, so the number is kept for each symbol and a call
/// states the lowest of its symbols.
struct TickRounds: Sendable {
    struct Call: Sendable, Equatable {
        var symbols: [String]
        var after: Int64
    }

    /// The server reads no more characters of symbol names in one call.
    static let characters = 4096

    private var names: [String] = []
    private var hot: Set<String> = []
    private var numbers: [String: Int64] = [:]
    private var latest: [String: Tick] = [:]
    private var hotChunks: [[String]] = []
    private var quietChunks: [[String]] = []
    private var quietTurn = 0

    /// The symbols that the server has. Names that a list or a mask would misread cannot be asked for and are left out.
    mutating func symbols(_ all: [String]) {
        names = all.filter { name in !name.isEmpty && name.utf8.count <= Self.characters && !name.contains { ",*!|=\\\r\n".contains($0) } }
        let known = Set(names)
        numbers = numbers.filter { known.contains($0.key) }
        latest = latest.filter { known.contains($0.key) }
        cut()
    }

    /// The symbols that positions are open in.
    mutating func open(_ symbols: Set<String>) {
        guard symbols != hot else { return }
        hot = symbols
        cut()
    }

    /// A session was opened: transaction numbers of the one before mean nothing to it.
    mutating func restart() { numbers.removeAll() }

    /// The calls for symbols with open positions.
    var openCalls: [Call] { hotChunks.map(call) }

    /// The next call for the other symbols.
    mutating func nextQuietCall() -> Call? {
        guard !quietChunks.isEmpty else { return nil }
        quietTurn = (quietTurn + 1) % quietChunks.count
        return call(quietChunks[quietTurn])
    }

    /// The prices of an answer that differ from those before, oldest first.
    mutating func answered(_ call: Call, ticks: [Tick], number: Int64) -> [Tick] {
        for symbol in call.symbols { numbers[symbol] = number }
        var news: [Tick] = []
        for var tick in ticks.sorted(by: { $0.time < $1.time }) {
            // The server tells the newest quote of each symbol only.
            tick.isSampled = true
            if let last = latest[tick.symbol], last == tick || last.time > tick.time { continue }
            latest[tick.symbol] = tick
            news.append(tick)
        }
        return news
    }

    /// The clock rule changed: what was converted by the old one is no measure of age.
    mutating func forgetPrices() { latest.removeAll() }

    private func call(_ symbols: [String]) -> Call {
        Call(symbols: symbols, after: symbols.lazy.map { numbers[$0] ?? 0 }.min() ?? 0)
    }

    private mutating func cut() {
        hotChunks = Self.chunks(names.filter(hot.contains))
        quietChunks = Self.chunks(names.filter { !hot.contains($0) })
        quietTurn = 0
    }

    /// Lists that stay within the characters of a call, commas counted.
    private static func chunks(_ names: [String]) -> [[String]] {
        var chunks: [[String]] = []
        var length = 0
        for name in names {
            let size = name.utf8.count + 1
            if chunks.isEmpty || length + size > characters + 1 {
                chunks.append([])
                length = 0
            }
            chunks[chunks.count - 1].append(name)
            length += size
        }
        return chunks
    }
}
