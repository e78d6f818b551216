import Brokerage

/// One account: what was stated of it, what its deals built, and what was concluded.
struct ClientAccount: Sendable {
    let id: AccountID
    let connection: Int
    var login: Int64
    var group = ""
    /// The group's number with those who hold.
    var groupNumber: Int32 = 0
    /// How many symbols it holds any of.
    var heldSymbols: Int32 = 0
    var currency = Currencies.unknown
    var digits = 2
    var leverage: Int?
    /// Percent of margin at which the server closes.
    var stopOutLevel: Float?
    var name: String?
    /// Who introduced the client: a login or a name.
    var introducer: String?
    var registeredAt: Timestamp?
    var book: Book
    var isScored = false
    /// In a group that is no client.
    var isExcluded = false
    /// May trade no longer.
    var isBlocked = false
    var balance = StatedSum()
    var credit = StatedSum()
    var margin: StatedMargin?
    var floating: Money?
    /// Rises with every rebuild; deals that wait for ticks carry the one they were made in.
    var generation: Int32 = 0
    var history = ClientHistory()
    var statements: [Int64: PositionStatement] = [:]
    /// Sum of the statements' swaps: part of floating.
    var swap = Money.zero
    /// USD of one unit of its currency, as last known.
    var usdRate: Double?
    /// How money came and went.
    var methods = PaymentMethods()
    /// Open positions at the prices of the last settlement; nil while nothing is open.
    var value: Valuation?
    var verdict = ClientVerdict()
    var brief: ScoreBrief?
    var advice = AdviceState()
    /// What links say of it: one or none, an array so that the many without cost little.
    var links: [LinkStanding] = []
    /// Bits of rules that are not at rest for this account.
    var alarms: UInt64 = 0
    /// As it stands in the counts over all accounts.
    var counted = CountedAccount()
    var isChanged = false

    init(id: AccountID, connection: Int, login: Int64, book: Book) {
        (self.id, self.connection, self.login, self.book) = (id, connection, login, book)
    }

    /// Whether it may be scored and alerted on.
    var isJudged: Bool { isScored && !isExcluded }

    /// Takes in what was stated; absent fields leave what was known.
    mutating func describe(_ account: borrowing Account, _ settings: borrowing RiskSettings) {
        login = account.login
        if let group = account.group { self.group = group }
        if let digits = account.currencyDigits { self.digits = min(max(digits, 0), 8) }
        if let leverage = account.leverage, leverage > 0 { self.leverage = leverage }
        if let level = account.stopOutLevel, level > 0, level <= 10_000 { stopOutLevel = Float(level) }
        if let introducer = account.introducer { self.introducer = introducer.isEmpty ? nil : introducer }
        if let name = account.name { self.name = name }
        if let registeredAt = account.registeredAt { self.registeredAt = registeredAt }
        isExcluded = ClientAccount.isExcluded(group, settings)
        let (derived, lent, deals) = (history.ledger.balance, history.ledger.credit, history.ledger.deals)
        if let stated = account.balance { balance.state(stated, derived: derived, deals: deals) }
        if let stated = account.credit { credit.state(stated, derived: lent, deals: deals) }
        if let stated = account.margin { margin = StatedMargin(margin: stated, deals: deals) }
        if let stated = account.floating { floating = stated }
    }

    /// Whether the first part of a group's path is on the list of those that are no clients.
    static func isExcluded(_ group: String, _ settings: borrowing RiskSettings) -> Bool {
        let first = group.split(whereSeparator: { $0 == "\\" || $0 == "/" || $0 == "-" || $0 == "_" }).first ?? ""
        return settings.excludedGroups.contains(first.lowercased())
    }

    mutating func followLedger() {
        balance.follow(history.ledger.balance, deals: history.ledger.deals)
        credit.follow(history.ledger.credit, deals: history.ledger.deals)
    }

    /// Whether the balance is the account's, and not only the sum of the trades that are known.
    var knowsFunds: Bool { balance.isStated || history.ledger.deposits > .zero }

    var currentBalance: Money { balance.value(history.ledger.balance) }
    var currentCredit: Money { credit.value(history.ledger.credit) }
}

/// Margin as the server stated it, good until the next deal.
struct StatedMargin: Sendable, Equatable {
    var margin: Money
    var deals: Int
}
