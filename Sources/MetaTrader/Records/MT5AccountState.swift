import Brokerage

/// The trading state of an account, in its deposit currency.
public struct MT5AccountState: Sendable, Equatable {
    public var login: Int64
    public var currencyDigits: Int32 = 0
    public var balance = Money.zero
    public var credit = Money.zero
    public var margin = Money.zero
    public var marginFree = Money.zero
    /// Percent; zero without margin.
    public var marginLevel = Quantity.zero
    public var marginLeverage: Int32 = 0
    /// Profit, swap and commission of the open positions.
    public var floating = Money.zero
    public var equity = Money.zero
    /// 0 none, 1 margin call, 2 stop-out.
    public var stopOutActivation: Int32 = 0
    public var stopOutAt: Timestamp?

    public init(login: Int64) { self.login = login }

    /// The account in the house's words.
    public var account: Account {
        var account = Account(login: login)
        account.currencyDigits = Int(currencyDigits)
        (account.balance, account.credit, account.equity) = (balance, credit, equity)
        (account.margin, account.floating) = (margin, floating)
        if marginLeverage > 0 { account.leverage = Int(marginLeverage) }
        return account
    }
}

/// The record of an account state.
struct MT5AccountRecord: MT5Draft {
    static let kind = "account"
    static let fields: MT5FieldTable<Self> = [
        "Login": { $0.state.login = $1.integer() },
        "CurrencyDigits": { $0.state.currencyDigits = $1.small() },
        "Balance": { $0.state.balance = $1.decimal() },
        "Credit": { $0.state.credit = $1.decimal() },
        "Margin": { $0.state.margin = $1.decimal() },
        "MarginFree": { $0.state.marginFree = $1.decimal() },
        "MarginLevel": { $0.state.marginLevel = $1.decimal() },
        "MarginLeverage": { $0.state.marginLeverage = $1.small() },
        "Floating": { $0.state.floating = $1.decimal() },
        "Equity": { $0.state.equity = $1.decimal() },
        "SOActivation": { $0.state.stopOutActivation = $1.small() },
        "SOTime": { $0.stopOut.seconds = $1.integer() },
    ]

    private var state = MT5AccountState(login: 0)
    private var stopOut = MT5Stamp()

    var identity: String { state.login == 0 ? "" : String(state.login) }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5AccountState? {
        guard state.login != 0 else { throw MT5FieldFault("is missing", in: "Login") }
        guard (0...8).contains(state.currencyDigits) else { throw MT5FieldFault("is out of range", in: "CurrencyDigits") }
        var state = state
        state.stopOutAt = try stopOut.instant("SOTime", clock)
        return state
    }
}
