import Brokerage

/// A client's account. Times are UTC milliseconds.
struct ClientAccount: Sendable {
    var login: Int64
    var group: Int
    var leverage: Int
    var country: String
    var registered: Int64
    /// Login of the introducing agent, or 0.
    var agent: Int64 = 0
    var balance = Money.zero
    /// Credit and bonus together, as the account record states them.
    var credit = Money.zero
    var lastAccess: Int64 = 0
    /// Tickets of open positions and of pending orders, oldest first.
    var positions: [Int64] = []
    var orders: [Int64] = []
    /// Places of the account's deals and closed orders in the ledger.
    var deals: [Int32] = []
    var closedOrders: [Int32] = []
    var stopOut = StopOutState()
    var days: [DaySnapshot] = []
    /// Agent commission earned since the last rollover.
    var agentEarned = Money.zero
    /// Cannot fall to a margin call before this instant unless prices leap.
    var safeUntil: Int64 = 0
}

/// What the server did about an account short of margin. The mode is MetaTrader's `SOActivation`.
struct StopOutState: Sendable {
    var mode = 0
    var time: Int64 = 0
    /// Margin level in percent when it happened.
    var level = Money.zero
    var equity = Money.zero
    var margin = Money.zero
}

/// An account at the end of a server day.
struct DaySnapshot: Sendable {
    var time: Int64
    var balance: Money
    var credit: Money
    var worth: Valuation
}

/// What an account is worth at one instant.
struct Valuation: Sendable {
    /// Floating profit and collected swap of the open positions.
    var profit = Money.zero
    var storage = Money.zero
    var margin = Money.zero
    var equity = Money.zero

    var floating: Money { profit + storage }
    var free: Money { equity - margin }
    /// In percent with two places; zero without margin.
    var level: Money { Money(units: Exact.round(Exact.share(equity.units, 100 * 100_000_000, of: margin.units), digits: 2)) }
}
