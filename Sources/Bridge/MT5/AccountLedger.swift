import Brokerage
import MetaTrader

/// What is known of the accounts of a server, put together from groups, users and trading states, and what the desk was told of it.
struct AccountLedger: Sendable {
    /// Equity and floating profit move with every price. On their own they are told no more often than this.
    static let floatingSeconds = 5.0

    private struct Entry: Sendable {
        var account: Account
        var told: Account?
        var toldAt = Timestamp.distantPast
    }

    private var entries: [Int64: Entry] = [:]
    private var groups: [String: MT5Group] = [:]
    /// The accounts of the newest whole list of users.
    private(set) var visible: Set<Int64> = []

    /// Takes all groups that the manager sees.
    mutating func groups(_ list: [MT5Group]) {
        groups = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        for (login, entry) in entries {
            guard let group = entry.account.group.flatMap({ groups[$0] }) else { continue }
            entries[login]?.account.currency = group.currency
            entries[login]?.account.currencyDigits = Int(group.currencyDigits)
            entries[login]?.account.stopOutLevel = group.stopOutLevel
        }
    }

    /// Takes users. Their balances are older than those of the trading states and count only until one came.
    mutating func users(_ list: [MT5User], isWhole: Bool) {
        for user in list {
            var account = user.account(in: groups[user.group])
            if let known = entries[user.login]?.account {
                (account.equity, account.margin, account.floating) = (known.equity, known.margin, known.floating)
                if known.equity != nil { (account.balance, account.credit) = (known.balance, known.credit) }
                account.currency = account.currency ?? known.currency
                account.currencyDigits = account.currencyDigits ?? known.currencyDigits
                account.stopOutLevel = account.stopOutLevel ?? known.stopOutLevel
                account.leverage = account.leverage ?? known.leverage
            }
            entries[user.login, default: Entry(account: account)].account = account
        }
        let logins = list.map(\.login)
        if isWhole { visible = Set(logins) } else { visible.formUnion(logins) }
    }

    /// Takes trading states.
    /// - Returns: Accounts whose balance or credit changed: something was booked.
    mutating func states(_ list: [MT5AccountState]) -> Set<Int64> {
        var booked: Set<Int64> = []
        for state in list {
            var account = entries[state.login]?.account ?? Account(login: state.login)
            if account.balance != state.balance || account.credit != state.credit { booked.insert(state.login) }
            (account.balance, account.credit, account.equity) = (state.balance, state.credit, state.equity)
            (account.margin, account.floating) = (state.margin, state.floating)
            if account.currencyDigits == nil { account.currencyDigits = Int(state.currencyDigits) }
            if account.leverage == nil, state.marginLeverage > 0 { account.leverage = Int(state.marginLeverage) }
            entries[state.login, default: Entry(account: account)].account = account
        }
        return booked
    }

    /// What the desk does not know yet, by login.
    func news(at now: Timestamp) -> [Account] {
        entries.values.filter { Self.isNews($0, at: now) }.map(\.account).sorted { $0.login < $1.login }
    }

    /// The desk was told.
    mutating func told(_ accounts: [Account], at now: Timestamp) {
        for account in accounts {
            entries[account.login]?.told = account
            entries[account.login]?.toldAt = now
        }
    }

    /// When the first account was registered.
    var firstRegistration: Timestamp? { entries.values.compactMap(\.account.registeredAt).min() }
    var logins: [Int64] { visible.union(entries.keys).sorted() }

    /// Takes the whole list of logins, where users are not given by group.
    mutating func listed(_ logins: [Int64]) { visible = Set(logins) }

    private static func isNews(_ entry: Entry, at now: Timestamp) -> Bool {
        guard var told = entry.told else { return true }
        guard told != entry.account else { return false }
        (told.equity, told.floating) = (entry.account.equity, entry.account.floating)
        let age = now.seconds(since: entry.toldAt)
        return told != entry.account || age >= floatingSeconds || age < 0
    }
}
