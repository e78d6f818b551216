import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct MigrationTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/a.db"
    }

    private static let first = FileMigration(name: "001") { db in
        try FileInfo.createTable(db)
        try db.execute(sql: "CREATE TABLE things (name TEXT NOT NULL) STRICT")
    }
    private static let second = FileMigration(name: "002") { try $0.execute(sql: "ALTER TABLE things ADD COLUMN size INTEGER") }
    private static let failing = FileMigration(name: "002") { db in
        try db.execute(sql: "ALTER TABLE things ADD COLUMN size INTEGER")
        try db.execute(sql: "INSERT INTO nothing VALUES (1)")
    }

    private func schema(_ migrations: FileMigration...) -> FileSchema {
        FileSchema(applicationID: 77, name: "test file", migrations: migrations)
    }

    private func fill() throws {
        try FileStore.create(path: path, schema: schema(Self.first))
        let store = try FileStore.open(path: path, schema: schema(Self.first), logger: quiet)
        try store.write { try $0.run("INSERT INTO things VALUES ('old')") }
        try store.close(markingClean: true)
    }

    @Test func anOlderFileIsBroughtUpToDateAndACopyIsKept() throws {
        try fill()
        let store = try FileStore.open(path: path, schema: schema(Self.first, Self.second), logger: quiet)
        #expect(try store.read { try $0.row("SELECT name, size FROM things") { ($0.text(), $0.optionalInteger()) } }?.0 == "old")
        #expect(try store.read { try $0.row("PRAGMA user_version") { $0.int() } } == 2)
        try store.close(markingClean: true)
        let copy = path + ".pre-v2"
        #expect(mode(copy) == 0o600)
        let before = try FileStore.open(path: copy, schema: schema(Self.first), logger: quiet)
        #expect(try before.read { try $0.rows("SELECT * FROM things") { $0.text() } } == ["old"])
        try before.close(markingClean: true)
    }

    @Test func aFileThatIsUpToDateIsNotCopied() throws {
        try fill()
        try FileStore.open(path: path, schema: schema(Self.first), logger: quiet).close(markingClean: true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.db"])
    }

    @Test func aFailedStepLeavesTheFileAsItWasAndMayBeTakenAgain() throws {
        try fill()
        #expect(throws: TenancyError.self) { try FileStore.open(path: path, schema: schema(Self.first, Self.failing), logger: quiet) }
        let store = try FileStore.open(path: path, schema: schema(Self.first, Self.second), logger: quiet)
        #expect(try store.read { try $0.row("PRAGMA user_version") { $0.int() } } == 2)
        #expect(try store.read { try $0.rows("SELECT name FROM things") { $0.text() } } == ["old"])
        try store.close(markingClean: true)
    }

    @Test func aDraftLeftByACrashDoesNotStandInTheWay() throws {
        try Data("half a file".utf8).write(to: URL(fileURLWithPath: path + ".new"))
        try fill()
        #expect(!PrivateFiles.exists(path + ".new"))
    }
}

/// Files of the first version in the hands of this one.
@Suite struct TenantMigrationTests {
    @Test func aTenantsFileOfTheFirstVersionIsBroughtUpToDateWithAllItHolds() throws {
        let temporary = try TemporaryTenant()
        let (account, deals) = (try temporary.account(1001, on: temporary.connection()), [trade(1), trade(2)])
        try temporary.file.write { _ = try $0.insert(deals: deals.map { ($0, account) }, connection: ConnectionID(1)) }
        try temporary.file.write { try $0.save(markouts: [StoredMarkout(deal: DealID(2), horizon: 18, mid: Price(5))]) }
        try temporary.file.close()
        try makeFirstVersion(of: temporary.databasePath)
        let file = try temporary.state.openTenant(temporary.tenant.slug)
        #expect(try file.read { try $0.deals(of: account) }.map(\.deal) == deals)
        #expect(try file.read { try $0.markouts(of: account) }.map(\.mid) == [Price(5)])
        try file.write { try $0.save(markouts: [StoredMarkout(deal: DealID(2), horizon: 39, mid: Price(7))]) }
        try file.write { try $0.save(dailyCloses: [StoredClose(symbol: "EURUSD", day: 1, mid: Price(1))]) }
        #expect(try file.read { try $0.markouts(of: account) }.map(\.mid) == [Price(5), Price(7)])
        #expect(PrivateFiles.exists(temporary.databasePath + ".pre-v\(TenantSchema.schema.version)"))
        try file.close()
    }

    @Test func `API keys made before there were scopes go on doing what their role allows`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/tenant.db"
        let migrations = Array(TenantSchema.schema.migrations.prefix { $0.name != "004-people" })
        let older = FileSchema(applicationID: TenantSchema.schema.applicationID, name: "tenant file", migrations: migrations)
        try FileStore.create(path: path, schema: older) { db in
            for role in Role.allCases {
                try db.run(
                    "INSERT INTO api_keys (prefix, hash, name, role, created_at) VALUES (?, x'', '', ?, 0)", [role.rawValue, role.rawValue])
            }
        }
        let store = try FileStore.open(path: path, schema: TenantSchema.schema, logger: quiet)
        let scopes = try store.read { try $0.rows("SELECT scopes FROM api_keys ORDER BY id") { Set<Permission>(text: $0.text()) } }
        #expect(scopes == Role.allCases.map(\.permissions))
        try store.close(markingClean: true)
    }

    /// Puts the rows of a file into one that the first version of the schema makes.
    private func makeFirstVersion(of path: String) throws {
        let first = FileSchema(
            applicationID: TenantSchema.schema.applicationID, name: "tenant file", migrations: [TenantSchema.schema.migrations[0]])
        let older = path + ".older"
        try FileStore.create(path: older, schema: first)
        let store = try FileStore.open(path: older, schema: first, logger: quiet)
        try store.withWriter { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            try db.execute(sql: "ATTACH ? AS newer", arguments: [path])
            let tables = ["file_info", "data_keys", "api_connections", "client_accounts", "deals", "account_deals"]
            for table in tables { try db.execute(sql: "INSERT OR REPLACE INTO \(table) SELECT * FROM newer.\(table)") }
            let columns = (0..<20).map { "h\($0)" }.joined(separator: ", ")
            try db.execute(sql: "INSERT INTO markouts SELECT deal_id, \(columns) FROM newer.markouts")
            try db.execute(sql: "DETACH newer")
        }
        try store.close(markingClean: true)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: older, toPath: path)
    }
}
