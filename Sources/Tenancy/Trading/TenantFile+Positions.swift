import Brokerage
import GRDB

extension TenantWriter {
    /// Stores a position as the server stated it last. Volume zero is kept too: it says that the server has closed a position
    /// whose closing deal has not arrived.
    public func save(position: Position, account: AccountID) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO positions (account_id, position, symbol, side, volume, price_open, opened_at, price_sl, price_tp,
                swap, profit, expert)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                account.rawValue, position.ticket, position.symbol, position.side.rawValue, position.volume.units, position.priceOpen.units,
                position.openedAt.microseconds, position.priceSL.units, position.priceTP.units, position.swap.units, position.profit?.units,
                position.expert,
            ])
    }

    /// Forgets what was stated of a position: the deals tell its end. It need not exist.
    public func delete(position ticket: Int64, account: AccountID) throws {
        try db.run("DELETE FROM positions WHERE account_id = ? AND position = ?", [account.rawValue, ticket])
    }
}

extension TenantReader {
    /// All stated positions, by account and ticket.
    public func positions() throws -> [(account: AccountID, position: Position)] {
        try db.rows(Self.allPositions, []) { columns in
            let (account, login) = (AccountID(columns.integer()), columns.integer())
            return (account, try Self.position(&columns, login))
        }
    }

    /// The stated positions of an account, by ticket.
    public func positions(of account: AccountID) throws -> [Position] {
        guard let login = try login(of: account) else { return [] }
        return try db.rows(Self.positionsOfAccount, [account.rawValue]) { try Self.position(&$0, login) }
    }

    private static let positionContent =
        "position, symbol, side, volume, price_open, opened_at, price_sl, price_tp, swap, profit, expert"
    static let allPositions = """
        SELECT account_id, account_number, \(positionContent)
        FROM positions JOIN client_accounts AS a ON a.id = account_id ORDER BY account_id, position
        """
    static let positionsOfAccount = "SELECT \(positionContent) FROM positions WHERE account_id = ? ORDER BY position"

    private static func position(_ columns: inout Columns, _ login: Int64) throws -> Position {
        var position = Position(
            ticket: columns.integer(), login: login, symbol: columns.text(), side: try columns.code(), volume: columns.exact(),
            priceOpen: columns.exact(), openedAt: columns.microseconds())
        position.priceSL = columns.exact()
        position.priceTP = columns.exact()
        position.swap = columns.exact()
        position.profit = columns.optionalExact()
        position.expert = columns.integer()
        return position
    }
}
