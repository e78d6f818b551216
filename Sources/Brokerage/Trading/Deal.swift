/// What a deal did. The raw values are stored.
public enum DealAction: UInt8, Sendable, CaseIterable {
    case buy, sell, balance, credit, charge, correction, bonus, commission, interest, dividend, tax, agent, other
}

/// What a trade did to its position. The raw values are stored.
public enum DealEntry: UInt8, Sendable, CaseIterable {
    /// Opened or added.
    case `in`
    /// Closed, wholly or in part.
    case out
    /// Closed one side and opened the other: a reversal on a netting account.
    case inOut
    /// Closed by an opposite position.
    case outBy
}

/// Who or what caused a deal. The raw values are stored.
public enum DealReason: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case client, expert, dealer, stopLoss, takeProfit, stopOut, rollover, external, gateway, signal, mobile, web, migration, split, other

    /// False for closes that were no decision of the client (stop loss, take profit, stop-out) and for records that were no
    /// trade at all; such deals are left out of tests of edge (risk-domain 1.5 and 4.1).
    public var isDecision: Bool {
        switch self {
        case .stopLoss, .takeProfit, .stopOut, .rollover, .migration, .split: false
        default: true
        }
    }
}

/// One record of an account's history: a trade, or an operation on its balance. Identified by (connection, ``ticket``).
///
/// Absent prices are zero, as MetaTrader writes them. Money is in the account's deposit currency, from the client's side.
public struct Deal: Sendable, Equatable {
    /// MetaTrader's `Deal`.
    public var ticket: Int64
    /// MetaTrader's `Login`.
    public var login: Int64
    public var order: Int64 = 0
    /// MetaTrader's `PositionID`: all deals of one position carry it.
    public var position: Int64 = 0
    public var action: DealAction
    public var entry: DealEntry = .in
    public var reason: DealReason = .client
    public var time: Timestamp
    public var symbol = ""
    public var volume = Lots.zero
    public var price = Price.zero
    public var profit = Money.zero
    public var swap = Money.zero
    public var commission = Money.zero
    public var fee = Money.zero
    public var priceSL = Price.zero
    public var priceTP = Price.zero
    public var priceRequested = Price.zero
    /// The liquidity provider's price: the trace of an A-book deal.
    public var priceGateway = Price.zero
    /// The broker's own quote at the deal, where the server states it.
    public var marketBid = Price.zero
    public var marketAsk = Price.zero
    public var expert: Int64 = 0
    public var comment = ""
    /// The trading server's own number for the action; 13 and 14 are cancelled trades.
    public var platformAction: Int32 = -1
    /// Non-zero when a person or a plugin touched the record.
    public var modifyFlags: Int32 = 0

    public init(ticket: Int64, login: Int64, action: DealAction, time: Timestamp) {
        self.ticket = ticket
        self.login = login
        self.action = action
        self.time = time
    }

    /// Nil for balance operations.
    public var side: Side? {
        switch action {
        case .buy: .buy
        case .sell: .sell
        default: nil
        }
    }

    /// What the deal did to the account: profit, swap, commission and fee together.
    public var net: Money { profit + swap + commission + fee }
}
