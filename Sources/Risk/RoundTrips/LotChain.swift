import Brokerage

/// The thread of trades that follow each other in one symbol without overlapping: what martingale is told by.
struct LotChain: Sendable {
    /// How the trade before ended and how large it was.
    private var before: (lots: Int64, net: Int64)?
    private var open: Int32 = 0
    private var isOverlapped = false

    /// A step from one trade to the next.
    enum Step: Sendable, Equatable {
        /// Lots over the lots of the trade before, which lost, or won.
        case afterLoss(Double)
        case afterWin(Double)
    }

    mutating func opened(_ lots: Int64) -> Step? {
        open &+= 1
        guard open == 1 else {
            isOverlapped = true
            return nil
        }
        guard let before, before.lots > 0, before.net != 0 else { return nil }
        let ratio = Double(lots) / Double(before.lots)
        return before.net < 0 ? .afterLoss(ratio) : .afterWin(ratio)
    }

    mutating func closed(_ trip: RoundTrip) {
        open = max(0, open &- 1)
        guard open == 0 else { return }
        before = isOverlapped ? nil : (trip.lots, trip.net.units)
        isOverlapped = false
    }
}
