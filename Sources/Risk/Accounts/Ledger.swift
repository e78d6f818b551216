import Brokerage

/// The sums of an account's deals, in its own currency.
struct Ledger: Sendable {
    private(set) var balance = Money.zero
    private(set) var credit = Money.zero
    private(set) var deposits = Money.zero
    private(set) var withdrawals = Money.zero
    /// Profit, swap, commission and fee of trades.
    private(set) var profit = Money.zero
    private(set) var volume = Lots.zero
    private(set) var deals = 0
    private(set) var firstTime = Int64.max
    private(set) var lastTime = Int64.min
    private(set) var lastTicket = Int64.min
    private(set) var newestID = DealID(0)
    /// The newest UTC day with trades, and their result on it.
    private(set) var day = Int64.min
    private(set) var dayProfit = Money.zero
    private(set) var drawdown = Drawdown()

    mutating func apply(_ deal: borrowing Deal, id: DealID) {
        deals += 1
        newestID = max(newestID, id)
        firstTime = min(firstTime, deal.time.microseconds)
        if (deal.time.microseconds, deal.ticket) > (lastTime, lastTicket) { (lastTime, lastTicket) = (deal.time.microseconds, deal.ticket) }
        let net = deal.net
        switch deal.action {
        case .buy, .sell:
            trade(net, volume: deal.volume, at: deal.time.microseconds)
        case .credit, .bonus:
            // A bonus is lent like a credit: neither is the client's money.
            credit += net
        case .balance:
            balance += net
            if net < .zero { withdrawals -= net } else { deposits += net }
            drawdown.deposit(net)
        default:
            balance += net
            drawdown.result(net)
        }
    }

    private mutating func trade(_ net: Money, volume lots: Lots, at time: Int64) {
        balance += net
        profit += net
        volume += lots.magnitude
        drawdown.result(net)
        let today = Whole.floorDivide(time, 86_400_000_000)
        if today > day { (day, dayProfit) = (today, .zero) }
        if today == day { dayProfit += net }
    }

    /// Whether a deal would come before what is already in.
    func isLate(_ deal: borrowing Deal) -> Bool { (deal.time.microseconds, deal.ticket) < (lastTime, lastTicket) }
}

/// The deepest fall of an account's closed equity under its highest, payments in and out set aside (risk-domain 5.1).
struct Drawdown: Sendable, Equatable {
    private var equity = Money.zero
    private var peak = Money.zero
    /// Share of the peak, 0 to 1 (more when more was lost than there was).
    private(set) var deepest = 0.0

    mutating func deposit(_ amount: Money) {
        equity += amount
        peak += amount
    }

    mutating func result(_ amount: Money) {
        equity += amount
        peak = max(peak, equity)
        guard peak > .zero, equity < peak else { return }
        deepest = max(deepest, (peak - equity).statistic / peak.statistic)
    }
}
