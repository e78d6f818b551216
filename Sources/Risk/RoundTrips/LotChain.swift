import Brokerage

/// The thread of trades that follow each other without overlapping: what martingale is told by.
///
/// A trade is compared with the one that was opened last before it, if that one has closed. Positions that stay open beside them do not
/// break the thread, so a small one left open hides nothing.
struct LotChain: Sendable, BitwiseCopyable {
    /// The deal that opened the newest trade.
    private var newest = Int64.min
    /// How the newest trade ended; zero lots while it has not.
    private var lots: Int64 = 0
    private var net: Int64 = 0

    /// A step from one trade to the next.
    enum Step: Sendable, Equatable {
        /// Lots over the lots of the trade before, which lost, or won.
        case afterLoss(Double)
        case afterWin(Double)
    }

    mutating func opened(_ lots: Int64, by deal: DealID) -> Step? {
        let (before, net) = (self.lots, self.net)
        (newest, self.lots, self.net) = (deal.rawValue, 0, 0)
        guard before > 0, net != 0 else { return nil }
        let ratio = Double(lots) / Double(before)
        return net < 0 ? .afterLoss(ratio) : .afterWin(ratio)
    }

    mutating func closed(_ trip: RoundTrip) {
        guard trip.opening.rawValue == newest else { return }
        (lots, net) = (trip.lots, trip.net.units)
    }
}
