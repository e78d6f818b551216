import Brokerage

/// What a statement or history file says, with every figure checked against the file's own totals.
public struct Statement: Sendable, Equatable {
    /// What sort of file it is.
    public enum Kind: String, Sendable, CaseIterable {
        case mt4Statement = "mt4_statement"
        case mt5History = "mt5_history"
        case dealCSV = "deal_csv"
        case tickCSV = "tick_csv"
    }

    public var kind: Kind
    /// The account of which the file speaks. Nil for ticks, and for exports that do not name it.
    public var account: StatementAccount?
    /// In order of time, then ticket.
    public var deals: [Deal] = []
    /// Trades that were open when the file was written.
    public var positions: [Position] = []
    /// In the file's order.
    public var ticks: [Tick] = []
    public var totals = StatementTotals()
    /// The file's own figures beside ours.
    public var checks: [StatementCheck] = []
    /// What the reader of an import should know: guesses made, rows left out.
    public var warnings: [String] = []

    public init(kind: Kind) { self.kind = kind }

    /// True when every figure that the file states equals ours.
    public var ties: Bool { checks.allSatisfy(\.ties) }
}

/// The account in a statement's head.
public struct StatementAccount: Sendable, Equatable {
    /// How positions are kept on the account.
    public enum Mode: String, Sendable { case netting, hedging }

    public var login: Int64
    public var name: String?
    public var currency: String?
    public var leverage: Int?
    public var server: String?
    public var company: String?
    public var mode: Mode?
    public var generatedAt: Timestamp?
    public var balance: Money?
    public var credit: Money?
    public var equity: Money?
    public var margin: Money?
    public var floating: Money?

    public init(login: Int64) { self.login = login }

    /// The same in the vocabulary of the book. Balance and credit are left out: an old file must not overwrite newer figures.
    public var account: Account {
        var account = Account(login: login)
        account.name = name
        account.currency = currency
        account.leverage = leverage
        return account
    }
}

/// How a file is to be read where it does not say it itself.
public struct StatementOptions: Sendable {
    /// The rule of the trading server's wall clock, in which statements are written.
    public var clock: ServerClock
    /// The account, for exports that do not name one.
    public var login: Int64?
    /// The symbol, for tick files that do not name one.
    public var symbol: String?

    public init(clock: ServerClock = ServerClock(), login: Int64? = nil, symbol: String? = nil) {
        (self.clock, self.login, self.symbol) = (clock, login, symbol)
    }
}
