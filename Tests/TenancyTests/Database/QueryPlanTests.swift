import Brokerage
import CSQLite
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct QueryPlanTests {
    /// Tables that hold a handful of rows, or are read whole on purpose.
    private static let mayBeScanned: Set<String> = [
        "client_accounts", "api_connections", "users", "api_keys", "signing_keys", "rule_states", "settings", "positions", "file_info", "a", "o",
        "daily_closes", "account_advice", "account_snapshots", "calendar_events", "client_sessions", "transfers", "provider_fills",
    ]

    /// Asks everything a reader can be asked, then looks at the plan of every statement that was prepared.
    @Test func noQuestionReadsABigTableFromEndToEnd() throws {
        let temporary = try TemporaryTenant()
        let connection = try temporary.connection()
        let account = try temporary.account(1001, on: connection)
        let faults = try temporary.file.read { reader in
            try askEverything(reader, connection, account)
            return try Self.statements(reader.db).flatMap { try Self.faults(in: $0, reader.db) }
        }
        #expect(faults == [])
    }

    private func askEverything(_ reader: TenantReader, _ connection: ConnectionID, _ account: AccountID) throws {
        try askForTrading(reader, connection, account)
        try askForEvents(reader, account)
        try askForRisk(reader)
        try askForPeople(reader)
        try askForAlerts(reader, account)
        try askForAudit(reader)
        _ = try reader.reports(limit: 10)
        _ = try (reader.settings(), reader.riskState("a"), reader.setting("a"))
    }

    private func askForTrading(_ reader: TenantReader, _ connection: ConnectionID, _ account: AccountID) throws {
        _ = try (reader.accounts(), reader.account(account), reader.account(number: 1001, connection: connection))
        _ = try (reader.deals(of: account), reader.deals(of: account, limit: 10), reader.deals([DealID(1)], of: account))
        _ = try (reader.deal(1, connection), reader.versions(of: DealID(1)), reader.markouts(of: account))
        _ = try reader.tickets(of: connection, account: nil, from: noon, to: noon)
        _ = try reader.tickets(of: connection, account: account, from: noon, to: noon)
        try reader.forEachDealByAccount { _, _ in }
        _ = try (reader.positions(), reader.positions(of: account), reader.symbols(of: connection), reader.lastTicks(of: connection))
        _ = try (reader.connections(), reader.connection(connection), reader.allConnections(), reader.cursors(of: connection))
        _ = try reader.credentials(of: connection)
    }

    private func askForRisk(_ reader: TenantReader) throws {
        _ = try (reader.dailyCloses(), reader.incidents(limit: 10), reader.advice(), reader.snapshot("names", layout: ""))
        _ = try (reader.markouts(after: DealID(1)), reader.markouts(of: [DealID(1)]), reader.newestDeal(), reader.calendar())
        try reader.forEachSnapshot(layout: "") { _ in }
        try reader.forEachDeal(after: DealID(1)) { _, _ in }
        try reader.forEachTrade(after: DealID(1), upTo: DealID(2)) { _, _ in }
        try reader.forEachSession { _, _ in }
        try reader.forEachTransfer { _, _ in }
        try reader.forEachFill { _, _ in }
    }

    private func askForEvents(_ reader: TenantReader, _ account: AccountID) throws {
        _ = try (reader.sessions(of: account), reader.transfers(of: account))
        _ = try (reader.calendar(from: noon, to: noon), reader.fills(from: noon, to: noon))
    }

    private func askForPeople(_ reader: TenantReader) throws {
        _ = try (reader.users(), reader.user(email("a@b.c")), reader.sessions(of: UserID(1), at: noon), reader.isLive(family: "a", at: noon))
        _ = try (reader.apiKeys(), reader.apiKey(token: "vk_00000000_x", at: noon), reader.signingKeys())
        _ = try (reader.link("x", at: noon), reader.recoveryCodesLeft(of: UserID(1)), reader.family(ofSession: 1, of: UserID(1)))
        _ = try reader.isKnown(address: "x", of: UserID(1), at: noon)
        _ = try reader.db.rows(TenantReader.familiesOfUser, [1]) { _ in }
        _ = try reader.db.row(TenantReader.sessionByToken, [Data()]) { _ in }
        _ = try reader.db.row(TenantReader.currentKey) { _ in }
    }

    private func askForAudit(_ reader: TenantReader) throws {
        let narrowings: [(inout AuditFilter) -> Void] = [
            { _ in }, { ($0.from, $0.to) = (noon, noon) }, { $0.action = "user.invite" }, { ($0.actorKind, $0.actorID) = ("user", 1) },
            { ($0.subjectKind, $0.subjectID) = ("connection", "1") }, { $0.search = "a" },
        ]
        for narrow in narrowings {
            var filter = AuditFilter()
            narrow(&filter)
            _ = try reader.auditRecords(filter, before: AuditCursor(at: noon, id: 1), limit: 10)
        }
        _ = try reader.auditHead()
    }

    private func askForAlerts(_ reader: TenantReader, _ account: AccountID) throws {
        let cursor = AlertCursor(openedAt: noon, id: AlertID(1))
        let narrowings: [(inout AlertFilter) -> Void] = [
            { _ in }, { $0.state = .open }, { $0.severity = .critical }, { $0.rule = "EX1" }, { $0.account = account },
            { ($0.subjectKind, $0.subjectID) = ("symbol", "EURUSD") }, { $0.unfinished = true }, { ($0.state, $0.severity) = (.open, .info) },
        ]
        for narrow in narrowings {
            var filter = AlertFilter()
            narrow(&filter)
            _ = try (reader.alerts(filter, limit: 10), reader.alerts(filter, before: cursor, limit: 10))
        }
        _ = try (reader.unfinishedAlert(rule: "a", kind: "b", subject: "c"), reader.unfinishedAlertCounts(), reader.comments(of: AlertID(1)))
        _ = try reader.ruleStates()
    }

    /// Every SELECT that the connection holds prepared.
    private static func statements(_ db: Database) throws -> [String] {
        var texts: [String] = []
        var statement = sqlite3_next_stmt(db.sqliteConnection, nil)
        while let current = statement {
            if let text = sqlite3_sql(current) { texts.append(String(cString: text)) }
            statement = sqlite3_next_stmt(db.sqliteConnection, current)
        }
        #expect(texts.count > 50)
        return texts.filter { $0.hasPrefix("SELECT") }
    }

    private static func faults(in sql: String, _ db: Database) throws -> [String] {
        let steps = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: StatementArguments(Array(repeating: 1, count: count(sql))))
        let found = steps.map { $0["detail"] as String }.filter(isFault)
        // Of the deals only the newest few, which are in no order yet, are sorted.
        let allowed = sql.contains("account_deals") && sql.contains("ORDER BY") ? 1 : 0
        return found.count > allowed ? found.map { "\($0) in: \(sql)" } : []
    }

    private static func count(_ sql: String) -> Int { sql.count { $0 == "?" } }

    private static func isFault(_ step: String) -> Bool {
        let words = step.split(separator: " ")
        guard words.first == "SCAN", words.count > 1 else { return step.contains("TEMP B-TREE") }
        // Along an index, in its order and up to a limit, is no reading from end to end.
        return !mayBeScanned.contains(String(words[1])) && !step.contains("USING INDEX") && !step.contains("USING COVERING INDEX")
    }
}
