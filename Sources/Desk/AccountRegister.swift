import Brokerage

/// Which accounts a tenant has, found by the trading server's number, with everything the servers stated of them.
struct AccountRegister {
    /// One account of the register.
    struct Entry {
        var id: AccountID
        var connection: ConnectionID
        var server: String
        /// Everything stated so far; nil fields were never stated.
        var stated: Account
        var isScored: Bool
        /// Its client was erased: nothing of who it is is taken in again.
        var isErased = false
    }

    private struct Key: Hashable {
        var connection: ConnectionID
        var login: Int64
    }

    private var ids: [Key: AccountID] = [:]
    private(set) var entries: [AccountID: Entry] = [:]
    private(set) var scoredCount = 0
    private var countByConnection: [ConnectionID: Int] = [:]

    func id(of login: Int64, on connection: ConnectionID) -> AccountID? { ids[Key(connection: connection, login: login)] }
    func count(on connection: ConnectionID) -> Int { countByConnection[connection] ?? 0 }
    subscript(id: AccountID) -> Entry? { entries[id] }

    /// Enters an account or replaces what is known of it.
    mutating func put(_ entry: Entry) {
        if let before = entries.updateValue(entry, forKey: entry.id) {
            scoredCount += (entry.isScored ? 1 : 0) - (before.isScored ? 1 : 0)
            return
        }
        ids[Key(connection: entry.connection, login: entry.stated.login)] = entry.id
        scoredCount += entry.isScored ? 1 : 0
        countByConnection[entry.connection, default: 0] += 1
    }

    mutating func setScored(_ id: AccountID, _ isScored: Bool) {
        guard var entry = entries[id] else { return }
        entry.isScored = isScored
        put(entry)
    }

    /// The accounts of a connection; with `logins` only those that are named.
    func all(on connection: ConnectionID, logins: Set<Int64>? = nil) -> [Entry] {
        guard let logins else { return entries.values.filter { $0.connection == connection } }
        return logins.compactMap { id(of: $0, on: connection).flatMap { entries[$0] } }
    }
}

extension Account {
    /// This account without what says who the client is.
    var anonymous: Account {
        var anonymous = self
        (anonymous.name, anonymous.email, anonymous.country, anonymous.registeredAt) = (nil, nil, nil, nil)
        return anonymous
    }

    /// This account with whatever `newer` states laid over it.
    func merging(_ newer: Account) -> Account {
        var merged = self
        merged.group = newer.group ?? group
        merged.currency = newer.currency ?? currency
        merged.currencyDigits = newer.currencyDigits ?? currencyDigits
        merged.leverage = newer.leverage ?? leverage
        merged.name = newer.name ?? name
        merged.country = newer.country ?? country
        merged.email = newer.email ?? email
        merged.introducer = newer.introducer ?? introducer
        merged.registeredAt = newer.registeredAt ?? registeredAt
        merged.status = newer.status ?? status
        merged.book = newer.book ?? book
        merged.balance = newer.balance ?? balance
        merged.credit = newer.credit ?? credit
        merged.equity = newer.equity ?? equity
        merged.margin = newer.margin ?? margin
        merged.floating = newer.floating ?? floating
        merged.stopOutLevel = newer.stopOutLevel ?? stopOutLevel
        return merged
    }
}
