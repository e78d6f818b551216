import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct OpeningTests {
    let temporary: TemporaryTenant

    init() throws { temporary = try TemporaryTenant() }

    /// Runs SQL on the closed file with a plain connection.
    private func alter(_ sql: String) throws {
        try temporary.file.close()
        let queue = try DatabaseQueue(path: temporary.databasePath)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func reopening() -> TenancyError.Code? { code { _ = try temporary.state.openTenant(temporary.tenant.slug) } }

    @Test(arguments: [
        ("synchronous", "2"), ("foreign_keys", "1"), ("trusted_schema", "0"), ("cell_size_check", "1"), ("mmap_size", "0"),
        ("journal_mode", "wal"), ("page_size", "4096"), ("auto_vacuum", "2"), ("temp_store", "2"), ("cache_size", "-8000"),
        ("application_id", "1447382099"), ("busy_timeout", "5000"), ("journal_size_limit", "67108864"),
        ("wal_autocheckpoint", "4000"),
    ]) func theWriterHasItsSettings(pragma: String, value: String) throws {
        let found = try temporary.file.store.withWriter { try $0.row("PRAGMA \(pragma)") { $0.text() } }
        #expect(found == value)
    }

    @Test func readersCannotWrite() throws {
        #expect(throws: (any Error).self) { try temporary.file.read { try $0.db.run("DELETE FROM settings") } }
    }

    @Test func noStatementMayRewriteTheSchemaByHand() throws {
        #expect(throws: (any Error).self) {
            try temporary.file.store.withWriter { try $0.execute(sql: "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema") }
        }
    }

    @Test func everyTableIsStrict() throws {
        let loose = try temporary.file.read {
            try $0.db.rows(
                """
                SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
                    AND name NOT LIKE 'sqlite%' AND name <> 'grdb_migrations'
                """
            ) { $0.text() }
        }
        #expect(loose == [])
    }

    @Test func aMissingFileIsSaidToBeMissing() throws {
        try temporary.file.close()
        try PrivateFiles.remove(temporary.databasePath)
        #expect(reopening() == .notFound)
    }

    @Test func aDatabaseOfAnotherProgramIsRefused() throws {
        try alter("PRAGMA application_id = 1")
        #expect(reopening() == .wrongFile)
    }

    @Test(arguments: [0, 10, 99, 100, 5000]) func whatIsNoDatabaseIsRefused(size: Int) throws {
        try temporary.file.close()
        try Data(repeating: 0x41, count: size).write(to: URL(fileURLWithPath: temporary.databasePath))
        #expect(reopening() == .wrongFile)
    }

    @Test func aNewerFileIsRefusedByNameAndLeftAlone() throws {
        try alter("PRAGMA user_version = 1000")
        let before = FileManager.default.contents(atPath: temporary.databasePath)
        let refusal = #expect(throws: TenancyError.self) { try temporary.state.openTenant(temporary.tenant.slug) }
        #expect(refusal?.code == .schemaTooNew)
        #expect(refusal?.message.contains("1000") == true)
        #expect(FileManager.default.contents(atPath: temporary.databasePath) == before)
    }

    @Test func theFileOfAnotherTenantIsRefused() throws {
        let other = try temporary.state.createTenant(slug: slug("other"), name: "Other", domain: nil, plan: .starter, at: noon)
        try temporary.file.close()
        let target = TenantFile.path(in: temporary.state.folder(of: other.slug))
        try PrivateFiles.remove(target)
        try FileManager.default.copyItem(atPath: temporary.databasePath, toPath: target)
        #expect(code { _ = try temporary.state.openTenant(other.slug) } == .wrongFile)
    }

    @Test func aFileMadeUnderAnotherMasterKeyDoesNotOpen() throws {
        try temporary.file.close()
        let elsewhere = try TemporaryFolder()
        let stranger = try Vault(folder: elsewhere.path)
        let folder = temporary.state.folder(of: temporary.tenant.slug)
        #expect(code { _ = try TenantFile.open(at: folder, tenant: temporary.tenant, vault: stranger, logger: quiet) } == .sealBroken)
    }

    @Test func afterClosingEveryCallSaysSo() throws {
        let file = temporary.file
        try file.close()
        try file.close()
        #expect(code { _ = try file.read { try $0.settings() } } == .closed)
        #expect(code { try file.write { try $0.set(setting: "a", "b") } } == .closed)
        #expect(code { try file.checkpoint() } == .closed)
    }

    @Test func closingEmptiesTheLog() throws {
        _ = try temporary.connection()
        try temporary.file.close()
        #expect(!PrivateFiles.exists(temporary.databasePath + "-wal"))
    }

    @Test func theAsynchronousFormsDoTheSame() async throws {
        let file = temporary.file
        try await file.write { try $0.set(setting: "a", "b") }
        #expect(try await file.read { try $0.setting("a") } == "b")
        await #expect(throws: TenancyError.self) { try await file.write { _ = try $0.setStatus(.live, reason: nil, of: .init(9), at: noon) } }
    }
}
