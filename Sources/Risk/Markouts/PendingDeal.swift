/// A deal whose price is still to be compared with the market.
struct PendingDeal: Sendable {
    /// Microseconds since 1970.
    var time: Int64
    var deal: Int64
    /// Fill price in hundred-millionths.
    var price: Int64
    /// Notional in hundredths of the account's currency; zero when unknown.
    var weight: Int64
    var account: Int32
    /// The account's generation; another one says that the account was rebuilt and the entry is void.
    var generation: Int32
    /// Position in the account's list of symbols.
    var symbol: Int32
    /// Bits of horizons that are already known.
    var known: UInt32
    var isLong: Bool
    var isOpen: Bool

    /// What the mid says of the fill: the client's gain in ten-thousandths of a basis point.
    func markout(at mid: Int64) -> Int64 {
        guard price != 0 else { return 0 }
        let move = isLong ? Double(mid) - Double(price) : Double(price) - Double(mid)
        return Whole.nearest(move / abs(Double(price)) * 1e8, within: MarkoutTally.limit)
    }
}
