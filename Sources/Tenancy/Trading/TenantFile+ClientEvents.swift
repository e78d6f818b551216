import Brokerage
import GRDB

// Events beside the deals. Each counts once however often it is sent.
extension TenantWriter {
    /// - Returns: false when it was known.
    @discardableResult
    public func insert(session: ClientSession, account: AccountID) throws -> Bool {
        try db.run(
            """
            INSERT INTO client_sessions (account_id, time, address, device, application) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [account.rawValue, session.time.microseconds, session.address, session.device ?? "", session.application ?? ""])
        return db.changesCount == 1
    }

    /// - Returns: false when it was known.
    @discardableResult
    public func insert(transfer: Transfer, account: AccountID) throws -> Bool {
        try db.run(
            "INSERT INTO transfers (account_id, time, method, amount, reference) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [account.rawValue, transfer.time.microseconds, transfer.method, transfer.amount.units, transfer.reference ?? ""])
        return db.changesCount == 1
    }

    /// Stores a release; its impact may be stated anew.
    public func save(calendar event: CalendarEvent) throws {
        try db.run(
            """
            INSERT INTO calendar_events (time, currency, impact, title) VALUES (?, ?, ?, ?)
            ON CONFLICT (time, currency, title) DO UPDATE SET impact = excluded.impact
            """,
            [event.time.microseconds, event.currency, event.impact, event.title])
    }

    /// - Returns: false when it was known.
    @discardableResult
    public func insert(fill: ProviderFill, connection: ConnectionID) throws -> Bool {
        try db.run(
            """
            INSERT INTO provider_fills (connection_id, fill, provider, symbol, side, volume, price, time, order_id, deal, commission)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                connection.rawValue, fill.fill, fill.provider, fill.symbol, fill.side.rawValue, fill.volume.units, fill.price.units,
                fill.time.microseconds, fill.order, fill.deal, fill.commission?.units,
            ])
        return db.changesCount == 1
    }
}

extension TenantReader {
    /// Sign-ins of an account, oldest first.
    public func sessions(of account: AccountID) throws -> [ClientSession] {
        guard let login = try login(of: account) else { return [] }
        return try db.rows(Self.sessionsOfAccount, [account.rawValue]) { columns in
            ClientSession(
                login: login, time: columns.microseconds(), address: columns.text(), device: unlessEmpty(columns.text()),
                application: unlessEmpty(columns.text()))
        }
    }

    static let sessionsOfAccount =
        "SELECT time, address, device, application FROM client_sessions WHERE account_id = ? ORDER BY time, address"

    /// Payments of an account, oldest first.
    public func transfers(of account: AccountID) throws -> [Transfer] {
        guard let login = try login(of: account) else { return [] }
        return try db.rows(Self.transfersOfAccount, [account.rawValue]) { columns in
            Transfer(
                login: login, time: columns.microseconds(), method: columns.text(), amount: columns.exact(),
                reference: unlessEmpty(columns.text()))
        }
    }

    static let transfersOfAccount = "SELECT time, method, amount, reference FROM transfers WHERE account_id = ? ORDER BY time, method"

    /// Releases in a span of time, the end left out.
    public func calendar(from start: Timestamp, to end: Timestamp) throws -> [CalendarEvent] {
        try db.rows(Self.calendarSpan, [start.microseconds, end.microseconds]) {
            CalendarEvent(time: $0.microseconds(), currency: $0.text(), impact: $0.text(), title: $0.text())
        }
    }

    static let calendarSpan =
        "SELECT time, currency, impact, title FROM calendar_events WHERE time >= ? AND time < ? ORDER BY time, currency, title"

    /// Fills at liquidity providers in a span of time, the end left out.
    public func fills(from start: Timestamp, to end: Timestamp) throws -> [(connection: ConnectionID, fill: ProviderFill)] {
        try db.rows(Self.fillSpan, [start.microseconds, end.microseconds]) { columns in
            let connection = ConnectionID(columns.integer())
            return (connection, try Self.fill(&columns))
        }
    }

    /// A fill behind its connection.
    static func fill(_ columns: inout Columns) throws -> ProviderFill {
        var fill = ProviderFill(
            fill: columns.text(), provider: columns.text(), symbol: columns.text(), side: try columns.code(), volume: columns.exact(),
            price: columns.exact(), time: columns.microseconds())
        fill.order = columns.optionalInteger()
        fill.deal = columns.optionalInteger()
        fill.commission = columns.optionalExact()
        return fill
    }

    static let fillSpan = """
        SELECT connection_id, fill, provider, symbol, side, volume, price, time, order_id, deal, commission
        FROM provider_fills WHERE time >= ? AND time < ? ORDER BY time
        """

    func unlessEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
