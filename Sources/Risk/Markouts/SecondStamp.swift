/// When within its second a deal happened that is stamped in whole seconds, as MetaTrader 4 does (risk-domain 1.3).
///
/// The own feed tells: the deal's price must have been quoted. A run of quotes with that price in the second is a moment it may have
/// happened at.
struct SecondStamp: Sendable, Equatable {
    enum Quality: UInt8, Sendable, BitwiseCopyable {
        /// One moment fits, or the deal was stamped finer in the first place.
        case exact
        /// Several fit: short horizons have a least and a largest markout.
        case bounded
        /// None fits: horizons under five seconds are not known.
        case coarse
    }

    static let microseconds: Int64 = 1_000_000
    /// Of a deal whose second nobody saw.
    static let unknown = SecondStamp()

    var quality: Quality
    /// Microseconds into the second of the earliest and the latest moment that fits.
    var earliest: Int32 = 0
    var latest: Int32 = 0

    private init() { quality = .coarse }

    /// - Parameters:
    ///   - price: the deal's, in hundred-millionths.
    ///   - second: microseconds since 1970 of the start of the second.
    init(price: Int64, isLong: Bool, second: Int64, in window: borrowing QuoteWindow) {
        var starts: (first: Int64, last: Int64)?
        var isRun = false
        var position = window.position(asOf: second) ?? 0
        while position < window.count, window[position].time < second &+ Self.microseconds {
            let quote = window[position]
            let fits = (isLong ? quote.ask : quote.bid) == price
            if fits, !isRun {
                let start = max(quote.time, second)
                starts = (starts?.first ?? start, start)
            }
            isRun = fits
            position += 1
        }
        guard let starts else {
            quality = .coarse
            return
        }
        quality = starts.first == starts.last ? .exact : .bounded
        (earliest, latest) = (Int32(truncatingIfNeeded: starts.first &- second), Int32(truncatingIfNeeded: starts.last &- second))
    }

    /// From a stored fact; nil for what no stamp writes.
    init?(fact value: Int64) {
        let pair = FactPair(value)
        guard pair.second >= 0, let quality = Quality(rawValue: UInt8(pair.second & 3)) else { return nil }
        (self.quality, earliest, latest) = (quality, pair.first, pair.second >> 2)
        guard (0..<Int32(Self.microseconds)).contains(earliest), latest >= earliest, latest < Int32(Self.microseconds) else { return nil }
    }

    /// As it is stored.
    var fact: Int64 { FactPair(earliest, latest << 2 | Int32(quality.rawValue)).value }
}
