import Brokerage
import GRDB

/// Where a page of deals ended: the next one goes on before it.
public struct DealCursor: Sendable, Equatable {
    public var time: Timestamp
    public var ticket: Int64
    public init(time: Timestamp, ticket: Int64) { (self.time, self.ticket) = (time, ticket) }
}

extension TenantReader {
    /// All deals of an account that stand, in (time, ticket) order: what a rebuild needs.
    public func deals(of account: AccountID) throws -> [StoredDeal] {
        guard let login = try login(of: account) else { return [] }
        return try db.rows(Self.dealsOfAccount, [account.rawValue, DealOrder.entered(db), account.rawValue]) { try StoredDeal(&$0, login) }
    }

    static let dealsOfAccount = """
        SELECT d.id AS id, \(DealColumns.orderedContent)
        FROM account_deals AS o CROSS JOIN deals AS d ON d.id = o.id WHERE o.account_id = ? AND deleted_at IS NULL
        UNION ALL SELECT id, \(DealColumns.content) FROM deals WHERE id > ? AND account_id = ? AND deleted_at IS NULL
        ORDER BY time, deal
        """

    /// A page of an account's deals, newest first, deleted ones among them.
    public func deals(of account: AccountID, before cursor: DealCursor? = nil, limit: Int) throws -> [StoredDeal] {
        guard let login = try login(of: account) else { return [] }
        let (time, ticket) = (cursor?.time.microseconds ?? .max, cursor?.ticket ?? .max)
        let arguments: StatementArguments = [account.rawValue, time, ticket, try DealOrder.entered(db), account.rawValue, time, ticket, limit]
        return try db.rows(Self.dealPage, arguments) { columns in
            let deletedAt = columns.optionalMilliseconds()
            var stored = try StoredDeal(&columns, login)
            stored.deletedAt = deletedAt
            return stored
        }
    }

    static let dealPage = """
        SELECT deleted_at, d.id AS id, \(DealColumns.orderedContent)
        FROM account_deals AS o CROSS JOIN deals AS d ON d.id = o.id WHERE o.account_id = ? AND (o.time, o.deal) < (?, ?)
        UNION ALL SELECT deleted_at, id, \(DealColumns.content) FROM deals WHERE id > ? AND account_id = ? AND (time, deal) < (?, ?)
        ORDER BY time DESC, deal DESC LIMIT ?
        """

    /// The deals with those numbers, of that account only; what is not found is left out.
    public func deals(_ ids: [DealID], of account: AccountID) throws -> [StoredDeal] {
        guard let login = try login(of: account) else { return [] }
        return try ids.compactMap { id in
            try db.row(Self.dealByID, [id.rawValue, account.rawValue]) { columns in
                let deletedAt = columns.optionalMilliseconds()
                var stored = try StoredDeal(&columns, login)
                stored.deletedAt = deletedAt
                return stored
            }
        }
    }

    static let dealByID = "SELECT deleted_at, id, \(DealColumns.content) FROM deals WHERE id = ? AND account_id = ?"

    /// The deal with a ticket of a connection, and whose it is.
    public func deal(_ ticket: Int64, _ connection: ConnectionID) throws -> (stored: StoredDeal, account: AccountID)? {
        try db.row(Self.dealByTicket, [connection.rawValue, ticket]) { columns in
            let (account, login, deletedAt) = (AccountID(columns.integer()), columns.integer(), columns.optionalMilliseconds())
            var stored = try StoredDeal(&columns, login)
            stored.deletedAt = deletedAt
            return (stored, account)
        }
    }

    static let dealByTicket = """
        SELECT account_id, (SELECT account_number FROM client_accounts WHERE id = account_id), deleted_at, id, \(DealColumns.content)
        FROM deals WHERE connection_id = ? AND deal = ?
        """

    /// The tickets that stand in a span of a connection's history, both ends included; of one account only where one is named.
    public func tickets(of connection: ConnectionID, account: AccountID? = nil, from: Timestamp, to: Timestamp) throws -> [Int64] {
        let (scope, start, end) = (connection.rawValue, from.microseconds, to.microseconds)
        let entered = try DealOrder.entered(db)
        guard let account = account?.rawValue else {
            return try db.rows(Self.ticketsOfConnection, [scope, start, end, entered, scope, start, end]) { $0.integer() }
        }
        return try db.rows(Self.ticketsOfAccount, [scope, account, start, end, entered, scope, account, start, end]) { $0.integer() }
    }

    static let ticketsOfAccount = """
        SELECT d.deal FROM account_deals AS o CROSS JOIN deals AS d ON d.id = o.id
        WHERE d.connection_id = ? AND o.account_id = ? AND o.time BETWEEN ? AND ? AND d.deleted_at IS NULL
        UNION ALL SELECT deal FROM deals
        WHERE id > ? AND connection_id = ? AND account_id = ? AND time BETWEEN ? AND ? AND deleted_at IS NULL
        """
    // Accounts are few and an index by time would cost every insert, so the span is looked up account by account.
    static let ticketsOfConnection = """
        SELECT d.deal FROM client_accounts AS a CROSS JOIN account_deals AS o ON o.account_id = a.id CROSS JOIN deals AS d ON d.id = o.id
        WHERE a.connection_id = ? AND o.time BETWEEN ? AND ? AND d.deleted_at IS NULL
        UNION ALL SELECT deal FROM deals WHERE id > ? AND connection_id = ? AND time BETWEEN ? AND ? AND deleted_at IS NULL
        """

    /// How many deals the file holds, those marked as deleted among them.
    public func dealCount() throws -> Int { try db.row("SELECT count(*) FROM deals") { $0.int() } ?? 0 }

    /// What a deal was before each change, oldest first.
    public func versions(of deal: DealID) throws -> [DealVersion] {
        try db.rows("SELECT seen_at, change, record FROM deal_versions WHERE deal_id = ? ORDER BY id", [deal.rawValue]) {
            DealVersion(seenAt: $0.milliseconds(), change: try $0.value(), record: $0.text())
        }
    }

    func login(of account: AccountID) throws -> Int64? {
        try db.row("SELECT account_number FROM client_accounts WHERE id = ?", [account.rawValue]) { $0.integer() }
    }
}

extension StoredDeal {
    init(_ columns: inout Columns, _ login: Int64) throws {
        self.init(id: DealID(columns.integer()), deal: try DealColumns.read(&columns, login: login))
    }
}
