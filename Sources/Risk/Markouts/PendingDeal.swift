/// A deal whose price is still to be compared with the market.
struct PendingDeal: Sendable, BitwiseCopyable {
    /// Microseconds since 1970.
    var time: Int64
    var deal: Int64
    /// Fill price in hundred-millionths.
    var price: Int64
    /// Notional in hundredths of the account's currency; zero when unknown.
    var weight: Int64
    /// The own mid at the deal; zero when unknown.
    var mid: Int64 = 0
    /// Number of the symbol's newest tick at or before the deal; negative when unknown.
    var tick: Int64 = -1
    var account: Int32
    /// The account's generation; another one says that the account was rebuilt and the entry is void.
    var generation: Int32
    /// Position in the account's list of symbols.
    var symbol: Int32
    /// Bits of what is already known: see ``bit(_:)``.
    var known: UInt32
    var isLong: Bool
    var isOpen: Bool
    /// How well the moment of the deal is known.
    var stamp = SecondStamp.Quality.exact
    /// The later of two entries for a deal stamped in whole seconds: it only settles the kinds from ``MarkoutFact/latest500ms`` on.
    var isLatest = false

    /// The bit of a horizon, of a kind on the other clocks, or of the minute after the deal; zero for kinds that do not wait.
    static func bit(_ kind: UInt8) -> UInt32 {
        switch kind {
        case 0..<UInt8(MarkoutHorizon.count): 1 << UInt32(kind)
        case MarkoutFact.tick1...MarkoutFact.trade20: 1 << (UInt32(kind) - UInt32(MarkoutFact.tick1) + UInt32(MarkoutHorizon.count))
        case MarkoutFact.beaten: 1 << 31
        default: 0
        }
    }

    private static let tickBits = (MarkoutFact.tick1...MarkoutFact.tick100).reduce(UInt32(0)) { $0 | bit($1) }
    private static let shortBits = MarkoutHorizon.short.reduce(UInt32(0)) { $0 | bit(UInt8($1)) }
    private static let boundedBits = [2, 3, 4].reduce(UInt32(0)) { $0 | bit($1) }

    /// Marks what cannot be told of a deal whose moment is not quite known.
    mutating func mark(_ quality: SecondStamp.Quality) {
        stamp = quality
        switch quality {
        case .exact: break
        case .bounded: known |= Self.tickBits | (Self.shortBits & ~Self.boundedBits)
        case .coarse: known |= Self.tickBits | Self.shortBits
        }
    }

    /// Leaves only the horizons that ``MarkoutFact/latest(_:)`` tells.
    mutating func markLatest() {
        (stamp, isLatest) = (.bounded, true)
        known = ~Self.boundedBits
    }

    func knows(_ kind: UInt8) -> Bool { known & Self.bit(kind) != 0 }
    mutating func learn(_ kind: UInt8) { known |= Self.bit(kind) }

    /// What the mid says of the fill: the client's gain in ten-thousandths of a basis point.
    func markout(at mid: Int64) -> Int64 { Self.markout(price: price, isLong: isLong, at: mid) }

    static func markout(price: Int64, isLong: Bool, at mid: Int64) -> Int64 {
        guard price != 0 else { return 0 }
        let move = isLong ? Double(mid) - Double(price) : Double(price) - Double(mid)
        return Whole.nearest(move / abs(Double(price)) * 1e8, within: limit)
    }

    /// Largest markout, in ten-thousandths of a basis point: the whole price. Beyond it a figure is an error of data.
    private static let limit: Int64 = 100_000_000
}

/// Something that a quote or a trade settled for a deal.
struct ResolvedMarkout: Sendable {
    var deal: PendingDeal
    var kind: UInt8
    var mid: Int64
}
