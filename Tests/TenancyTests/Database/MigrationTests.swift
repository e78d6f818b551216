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
