import Foundation
import GRDB
import Testing

@testable import Tenancy

/// A large file that was not closed properly: what is small is checked before it is used, the rest beside its use.
@Suite struct LargeFileTests {
    private static let schema = FileSchema(
        applicationID: 77, name: "test file",
        migrations: [
            FileMigration(name: "001") { db in
                try FileInfo.createTable(db)
                try db.execute(sql: "CREATE TABLE heap (size INTEGER, bytes BLOB) STRICT; CREATE TABLE small (name TEXT) STRICT")
            }
        ],
        bulkTables: ["heap"])

    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/large.db"
        try FileStore.create(path: path, schema: Self.schema)
        let store = try FileStore.open(path: path, schema: Self.schema, logger: quiet)
        try store.write { db in
            try db.run("INSERT INTO small VALUES ('a')")
            for size in 0..<70 { try db.run("INSERT INTO heap VALUES (?, zeroblob(1048576))", [size]) }
        }
        // As a kill would leave it: everything is in the file, and it says that it was not closed.
        try store.close(markingClean: false)
    }

    /// Overwrites the first page of a table.
    private func damage(_ table: String) throws {
        let queue = try DatabaseQueue(path: path)
        let page = try queue.read { try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [table]) ?? 0 }
        let size = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_size") ?? 0 }
        try queue.close()
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64((page - 1) * size + 8))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        try file.close()
    }

    private func opened() throws -> FileStore { try FileStore.open(path: path, schema: Self.schema, logger: quiet) }

    @Test func aSoundOneIsUsedAtOnceAndThenChecked() throws {
        let store = try opened()
        #expect(store.isDoubtful)
        try store.verify()
        #expect(!store.isDoubtful)
        try store.close(markingClean: true)
    }

    @Test func damageInTheLargeTablesIsFoundBesideTheUse() throws {
        try damage("heap")
        let store = try opened()
        #expect(code { try store.verify() } == .damaged)
        try store.close(markingClean: true)
        // It was never found sound, so it does not count as properly closed.
        let again = try opened()
        #expect(again.isDoubtful)
        try again.close(markingClean: true)
    }

    @Test func damageInASmallTableKeepsItFromBeingUsed() throws {
        try damage("small")
        #expect(code { _ = try opened() } == .damaged)
    }

    @Test func closingDoesNotWaitForTheCheck() async throws {
        let store = try opened()
        let checking = Task.detached { code { try store.verify() } }
        let begun = ContinuousClock.now
        try store.close(markingClean: true)
        #expect(ContinuousClock.now - begun < .seconds(4))
        // It came to its end before, or it was told to stop.
        #expect([nil, .closed].contains(await checking.value))
    }
}
