import Brokerage

/// A figure that statements sum up.
public enum StatementFigure: String, Sendable, CaseIterable {
    /// Result of trades without commission, swap, fee and taxes.
    case profit
    case commission
    case swap
    /// MetaTrader 5's fee, MetaTrader 4's taxes.
    case fee
    /// Result of closed trades with all costs.
    case closed
    /// Balance operations: deposits less withdrawals.
    case deposits
    case credit
    case balance
    /// Result of open trades with all costs.
    case floating
    case equity
    case margin
    case freeMargin = "free_margin"
    case grossProfit = "gross_profit"
    /// As the file writes it: without sign in MetaTrader 4, negative in MetaTrader 5.
    case grossLoss = "gross_loss"
    case netProfit = "net_profit"
    /// A number of trades, not money.
    case trades
    case longTrades = "long_trades"
    case shortTrades = "short_trades"
    /// The balance column beside every deal.
    case runningBalance = "running_balance"
    /// Result of the table of positions.
    case positions

    var title: String {
        switch self {
        case .freeMargin: "free margin"
        case .grossProfit: "gross profit"
        case .grossLoss: "gross loss"
        case .netProfit: "total net profit"
        case .trades: "number of trades"
        case .longTrades: "number of long trades"
        case .shortTrades: "number of short trades"
        case .runningBalance: "running balance"
        case .positions: "result of the positions table"
        case .closed: "closed result"
        case .deposits: "deposits and withdrawals"
        default: rawValue
        }
    }
}

/// The sums over a file's rows, and the sums that it states itself.
public struct StatementTotals: Sendable, Equatable {
    public var computed: [StatementFigure: Money] = [:]
    public var stated: [StatementFigure: Money] = [:]

    public init() {}
}

/// One of the file's own figures beside ours.
public struct StatementCheck: Sendable, Equatable {
    public var figure: StatementFigure
    public var computed: Money
    /// Nil when the file states no such figure.
    public var stated: Money?
    /// True when both are equal to the last place.
    public var ties: Bool
    /// A sentence that says which line it is and, when it does not tie, why that may be.
    public var explanation: String

    public var name: String { figure.rawValue }

    public init(figure: StatementFigure, computed: Money, stated: Money?, explanation: String) {
        self.figure = figure
        self.computed = computed
        self.stated = stated
        ties = stated == nil || stated == computed
        self.explanation = explanation
    }

    /// A comparison that says what differs and by how much.
    static func compare(_ figure: StatementFigure, computed: Money, stated: Money, line: String, otherwise why: String) -> StatementCheck {
        guard computed != stated else {
            return StatementCheck(figure: figure, computed: computed, stated: stated, explanation: "The \(figure.title) of \(line) ties.")
        }
        return StatementCheck(
            figure: figure, computed: computed, stated: stated,
            explanation:
                "The \(figure.title) of \(line) is stated as \(stated), the rows give \(computed), a difference of \(stated - computed). \(why)")
    }
}
