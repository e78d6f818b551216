import Brokerage
import GRDB

// What the risk engine is given when a file is opened, beside accounts, symbols and deals: each in the order in which it came.
extension TenantReader {
    /// Visits every deal that stands and came after one, in order of arrival.
    public func forEachDeal(after deal: DealID, _ body: (AccountID, StoredDeal) throws -> Void) throws {
        let logins = try loginsByAccount()
        try db.forEach(Self.dealsAfter, [deal.rawValue]) { columns in
            let account = AccountID(columns.integer())
            try body(account, StoredDeal(&columns, logins[account] ?? 0))
        }
    }

    static let dealsAfter = "SELECT account_id, id, \(DealColumns.content) FROM deals WHERE id > ? AND deleted_at IS NULL ORDER BY id"

    /// The number of the newest deal; 0 in a file without deals.
    public func newestDeal() throws -> DealID { DealID(try db.row("SELECT coalesce(max(id), 0) FROM deals") { $0.integer() } ?? 0) }

    /// Visits every sign-in.
    public func forEachSession(_ body: (AccountID, ClientSession) throws -> Void) throws {
        let logins = try loginsByAccount()
        try db.forEach("SELECT account_id, time, address, device, application FROM client_sessions ORDER BY id") { columns in
            let account = AccountID(columns.integer())
            let session = ClientSession(
                login: logins[account] ?? 0, time: columns.microseconds(), address: columns.text(), device: unlessEmpty(columns.text()),
                application: unlessEmpty(columns.text()))
            try body(account, session)
        }
    }

    /// Visits every payment.
    public func forEachTransfer(_ body: (AccountID, Transfer) throws -> Void) throws {
        let logins = try loginsByAccount()
        try db.forEach("SELECT account_id, time, method, amount, reference FROM transfers ORDER BY id") { columns in
            let account = AccountID(columns.integer())
            let transfer = Transfer(
                login: logins[account] ?? 0, time: columns.microseconds(), method: columns.text(), amount: columns.exact(),
                reference: unlessEmpty(columns.text()))
            try body(account, transfer)
        }
    }

    /// All releases.
    public func calendar() throws -> [CalendarEvent] {
        try db.rows("SELECT time, currency, impact, title FROM calendar_events ORDER BY id") {
            CalendarEvent(time: $0.microseconds(), currency: $0.text(), impact: $0.text(), title: $0.text())
        }
    }

    /// Visits every fill at a liquidity provider.
    public func forEachFill(_ body: (ConnectionID, ProviderFill) throws -> Void) throws {
        try db.forEach(Self.allFills) { columns in
            let connection = ConnectionID(columns.integer())
            try body(connection, Self.fill(&columns))
        }
    }

    private static let allFills = """
        SELECT connection_id, fill, provider, symbol, side, volume, price, time, order_id, deal, commission FROM provider_fills ORDER BY id
        """
}
