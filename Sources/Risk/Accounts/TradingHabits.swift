import Brokerage

/// How an account trades, beside its results (risk-domain 5.1).
struct TradingHabits: Sendable, BitwiseCopyable {
    private var day: Int32 = .min
    /// UTC days with an opening or a close.
    private(set) var activeDays: UInt32 = 0
    private(set) var closes: UInt32 = 0
    private(set) var stopLosses: UInt32 = 0
    private(set) var takeProfits: UInt32 = 0
    private(set) var stopOuts: UInt32 = 0
    /// In hundred-millionths of the account's currency.
    private(set) var swaps: Int64 = 0
    /// Of closed trades, in the account's currency.
    private(set) var notional = 0.0
    /// Notional of all that is open over funds, after each opening.
    private var leverages = 0.0
    private var leverageCount: UInt32 = 0
    private(set) var highestLeverage: Float = 0

    mutating func add(_ opening: OpeningTrade) {
        note(opening.time)
        guard opening.funds > 0, opening.openNotional > 0 else { return }
        let leverage = min(opening.openNotional / opening.funds, 1e6)
        leverages += leverage
        leverageCount &+= 1
        highestLeverage = max(highestLeverage, Float(leverage))
    }

    mutating func add(_ trip: RoundTrip) {
        note(trip.closedAt)
        closes &+= 1
        notional += trip.notional
        swaps = swaps.addingSaturated(trip.swap.units)
        switch trip.closeReason {
        case .stopLoss: stopLosses &+= 1
        case .takeProfit: takeProfits &+= 1
        case .stopOut: stopOuts &+= 1
        default: break
        }
    }

    private mutating func note(_ time: Int64) {
        let today = Int32(clamping: Whole.floorDivide(time, 86_400_000_000))
        guard today != day else { return }
        (day, activeDays) = (today, activeDays &+ 1)
    }

    func share(_ count: UInt32) -> Double? { closes > 0 ? Double(count) / Double(closes) : nil }

    /// Mean of open notional over funds at openings (risk-domain 3.7); nil while neither is known.
    var meanLeverage: Double? { leverageCount > 0 ? leverages / Double(leverageCount) : nil }
}
