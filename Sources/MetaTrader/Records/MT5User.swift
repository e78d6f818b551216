import Brokerage

/// A client's account as the server's register has it. Personal fields are empty when the manager may not see them.
///
/// The phone password that servers send along is not read.
public struct MT5User: Sendable, Equatable {
    public var login: Int64
    /// With backslashes, as in `real\retail\usd`.
    public var group = ""
    /// Bits: 1 enabled, 4 trading disabled, 8 investor, 0x200 read only.
    public var rights: Int32 = 0
    public var registeredAt: Timestamp?
    public var lastAccessAt: Timestamp?
    public var lastAddress = ""
    public var name = ""
    public var company = ""
    public var country = ""
    public var city = ""
    public var phone = ""
    public var email = ""
    public var status = ""
    public var comment = ""
    public var leadSource = ""
    public var leadCampaign = ""
    public var leverage: Int32 = 0
    /// Login of the introducing agent, or zero.
    public var agent: Int64 = 0
    public var balance = Money.zero
    public var credit = Money.zero

    public init(login: Int64) { self.login = login }

    /// The account in the house's words, with the currency and the stop-out level of its group where that is known.
    public func account(in group: MT5Group?) -> Account {
        var account = Account(login: login)
        account.group = self.group
        account.currency = group?.currency
        account.currencyDigits = group.map { Int($0.currencyDigits) }
        account.stopOutLevel = group?.stopOutLevel
        account.leverage = leverage > 0 ? Int(leverage) : nil
        account.name = stated(name)
        account.country = stated(country)
        account.email = stated(email)
        account.introducer = agent == 0 ? nil : String(agent)
        account.registeredAt = registeredAt
        account.status = stated(status)
        (account.balance, account.credit) = (balance, credit)
        return account
    }

    private func stated(_ text: String) -> String? { text.isEmpty ? nil : text }
}

/// The record of a user.
struct MT5UserRecord: MT5Draft {
    static let kind = "user"
    static let fields: MT5FieldTable<Self> = [
        "Login": { $0.user.login = $1.integer() },
        "Group": { $0.user.group = $1.text() },
        "Rights": { $0.user.rights = Int32(truncatingIfNeeded: $1.integer()) },
        "Registration": { $0.registration.seconds = $1.integer() },
        "LastAccess": { $0.lastAccess.seconds = $1.integer() },
        "LastIP": { $0.user.lastAddress = $1.text() },
        "Name": { $0.user.name = $1.text() },
        "Company": { $0.user.company = $1.text() },
        "Country": { $0.user.country = $1.text() },
        "City": { $0.user.city = $1.text() },
        "Phone": { $0.user.phone = $1.text() },
        "Email": { $0.user.email = $1.text() },
        "Status": { $0.user.status = $1.text() },
        "Comment": { $0.user.comment = $1.text() },
        "LeadSource": { $0.user.leadSource = $1.text() },
        "LeadCampaign": { $0.user.leadCampaign = $1.text() },
        "Leverage": { $0.user.leverage = $1.small() },
        "Agent": { $0.user.agent = $1.integer() },
        "Balance": { $0.user.balance = $1.decimal() },
        "Credit": { $0.user.credit = $1.decimal() },
    ]

    private var user = MT5User(login: 0)
    private var registration = MT5Stamp()
    private var lastAccess = MT5Stamp()

    var identity: String { user.login == 0 ? "" : String(user.login) }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5User? {
        guard user.login != 0 else { throw MT5FieldFault("is missing", in: "Login") }
        var user = user
        user.registeredAt = try registration.instant("Registration", clock)
        user.lastAccessAt = try lastAccess.instant("LastAccess", clock)
        return user
    }
}
