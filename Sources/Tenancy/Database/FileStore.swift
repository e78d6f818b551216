import CSQLite
import Foundation
import GRDB
import Logging
import Synchronization

/// One SQLite file: one connection that does all writes and checkpoints, up to four that read.
///
/// SQLite before 3.51.3 can damage a file when two connections write or checkpoint in the same instant, so there is but one, in one
/// process. Every commit is flushed to the disk (`synchronous = FULL`).
final class FileStore: Sendable {
    let path: String
    private let pool: DatabasePool
    private struct State {
        var isMarkedUnclean = false
        var isClosed = false
        /// Not all of it was checked after a stop that was not proper.
        var isDoubtful = false
        /// The address of the connection that checks the file, while it does.
        var checking: UInt?
    }
    private let state = Mutex(State())

    /// Files up to this size are checked whole before they are used.
    private static let quickCheckLimit: UInt64 = 64 * 1024 * 1024

    private init(path: String, pool: DatabasePool, isDoubtful: Bool = false) {
        (self.path, self.pool) = (path, pool)
        state.withLock { $0.isDoubtful = isDoubtful }
    }

    /// Makes a file aside, fills it and renames it: under its name there is never half a file.
    static func create(path: String, schema: FileSchema, fill: (Database) throws -> Void = { _ in }) throws {
        guard !PrivateFiles.exists(path) else { throw TenancyError(.conflict, "The file \(path) exists already.") }
        let draft = path + ".new"
        for name in [draft, draft + "-wal", draft + "-shm"] where PrivateFiles.exists(name) { try PrivateFiles.remove(name) }
        try PrivateFiles.makeFile(draft)
        try StoreFailure.translating(path) {
            let pool = try connect(draft, applicationID: schema.applicationID)
            try schema.migrate(pool)
            try pool.write(fill)
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try pool.close()
        }
        try PrivateFiles.move(draft, to: path)
    }

    /// Opens a file: looks whether it is one of ours and not newer than this program, keeps a copy before changing its schema, and
    /// checks it when it was not closed properly. Of a large file only the smaller tables are: see ``isDoubtful``.
    static func open(path: String, schema: FileSchema, logger: Logger) throws -> FileStore {
        let header = try FileHeader(path: path)
        guard header.applicationID == schema.applicationID else {
            throw TenancyError(.wrongFile, "\(path) is a database, but not a \(schema.name) of Veles.")
        }
        try refuseNewer(header.version, path, schema)
        return try StoreFailure.translating(path) {
            let pool = try connect(path, applicationID: nil)
            do {
                return FileStore(path: path, pool: pool, isDoubtful: try prepare(pool, path, schema, logger))
            } catch {
                // The first error is the one to tell; what closing adds to it helps nobody.
                try? pool.close()
                throw error
            }
        }
    }

    /// - Returns: Whether a part of the file is still to be checked.
    private static func prepare(_ pool: DatabasePool, _ path: String, _ schema: FileSchema, _ logger: Logger) throws -> Bool {
        let version = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try db.row("PRAGMA user_version") { $0.int() } ?? 0
        }
        try refuseNewer(version, path, schema)
        var isDoubtful = false
        if try pool.writeWithoutTransaction({ try !FileInfo.wasStoppedClean($0) }) {
            logger.notice("The file was not closed properly and is checked.", metadata: ["file": "\(path)"])
            isDoubtful = try check(pool, path, schema)
        }
        guard version < schema.version else { return isDoubtful }
        logger.notice(
            "The file is brought up to date; a copy is kept.",
            metadata: ["file": "\(path)", "from": "\(version)", "to": "\(schema.version)"])
        try keepCopy(pool, path, schema)
        try schema.migrate(pool)
        return isDoubtful
    }

    private static func refuseNewer(_ version: Int, _ path: String, _ schema: FileSchema) throws {
        guard version <= schema.version else {
            throw TenancyError(
                .schemaTooNew,
                "\(path) has schema \(version); this version of Veles knows up to \(schema.version). Install the newer version again.")
        }
    }

    /// - Returns: Whether the large tables were left for later.
    private static func check(_ pool: DatabasePool, _ path: String, _ schema: FileSchema) throws -> Bool {
        guard try !schema.bulkTables.isEmpty && PrivateFiles.size(path) > quickCheckLimit else {
            try demandSound(try pool.writeWithoutTransaction { try faults($0) }, path)
            return false
        }
        try pool.writeWithoutTransaction { db in
            let tables = try db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") { $0.text() }
            for table in tables where !schema.bulkTables.contains(table) { try demandSound(try faults(db, of: table), path) }
        }
        return true
    }

    private static func faults(_ db: Database, of table: String? = nil) throws -> [String] {
        // A name of ours, or of a file that is no stranger's: it is quoted all the same.
        let argument = table.map { "'\($0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'" } ?? "3"
        return try db.rows("PRAGMA quick_check(\(argument))") { $0.text() }
    }

    private static func demandSound(_ faults: [String], _ path: String) throws {
        guard faults == ["ok"] else {
            throw TenancyError(.damaged, "\(path) is damaged: \(faults.joined(separator: "; ")). Restore it from a backup.")
        }
    }

    /// True while a part of a large file is unchecked since a stop that was not proper. ``verify()`` settles it.
    var isDoubtful: Bool { state.withLock { $0.isDoubtful } }

    /// Checks the whole file beside its use. - Throws: ``TenancyError/Code/damaged``.
    func verify() throws {
        let faults: [String]
        do {
            faults = try read { db in
                state.withLock { $0.checking = UInt(bitPattern: db.sqliteConnection) }
                defer { state.withLock { $0.checking = nil } }
                return try FileStore.faults(db)
            }
        } catch {
            // Closing does not wait for the check to end.
            _ = try openState()
            throw error
        }
        try FileStore.demandSound(faults, path)
        state.withLock { $0.isDoubtful = false }
    }

    /// Before a schema changes, the file as it was is kept beside it as `NAME.pre-vN`.
    private static func keepCopy(_ pool: DatabasePool, _ path: String, _ schema: FileSchema) throws {
        let copy = "\(path).pre-v\(schema.version)"
        let draft = copy + ".new"
        for name in [draft, copy] where PrivateFiles.exists(name) { try PrivateFiles.remove(name) }
        try PrivateFiles.makeFile(draft)
        try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
        try PrivateFiles.move(draft, to: copy)
    }

    /// - Parameter applicationID: for a file that is being made.
    private static func connect(_ path: String, applicationID: Int32?) throws -> DatabasePool {
        var configuration = Configuration()
        // Readers wait ten seconds by GRDB's own choice.
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            if let applicationID, !db.configuration.readonly {
                // Only an empty file takes these.
                try db.execute(sql: "PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = \(applicationID)")
            }
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA secure_delete = ON;
                    PRAGMA cache_size = \(db.configuration.readonly ? -2000 : -8000);
                    PRAGMA journal_size_limit = 67108864;
                    PRAGMA wal_autocheckpoint = 4000;
                    """)
            guard let connection = db.sqliteConnection, veles_set_defensive(connection, 1) == SQLITE_OK else {
                throw TenancyError(.failed, "This SQLite has no defensive mode.")
            }
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// One IMMEDIATE transaction on the writing connection. It blocks the calling thread. Not to be called inside another.
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        let isMarked = try openState().isMarkedUnclean
        let result = try StoreFailure.translating(path, systemError: systemError) {
            try pool.write { db in
                if !isMarked { try FileInfo.markUnclean(db) }
                return try body(db)
            }
        }
        state.withLock { $0.isMarkedUnclean = true }
        return result
    }

    /// As ``write(_:)-sync``, without blocking a thread of the caller's pool.
    func write<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        let isMarked = try openState().isMarkedUnclean
        let result = try await StoreFailure.translating(path, systemError: systemError) {
            try await self.pool.write { db in
                if !isMarked { try FileInfo.markUnclean(db) }
                return try body(db)
            }
        }
        state.withLock { $0.isMarkedUnclean = true }
        return result
    }

    /// Reads one snapshot. It blocks the calling thread.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        _ = try openState()
        return try StoreFailure.translating(path) { try pool.read(body) }
    }

    /// Reads one snapshot on a thread of the database's own.
    func read<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        _ = try openState()
        return try await StoreFailure.translating(path) { try await self.pool.read(body) }
    }

    /// Moves what the write-ahead log holds into the file, as far as no reader is in the way.
    func checkpoint() throws {
        _ = try openState()
        try StoreFailure.translating(path) { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) } }
    }

    /// Moves all of the write-ahead log into the file and cuts it to nothing: old versions of pages go with it.
    func emptyLog() throws {
        _ = try openState()
        try StoreFailure.translating(path) { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
    }

    /// Removes the copies that were kept beside the file when its schema changed.
    func removeCopies() throws {
        let (folder, name) = (URL(fileURLWithPath: path).deletingLastPathComponent().path, URL(fileURLWithPath: path).lastPathComponent)
        for entry in try FileManager.default.contentsOfDirectory(atPath: folder) where entry.hasPrefix(name + ".pre-v") {
            try PrivateFiles.remove(folder + "/" + entry)
        }
    }

    /// Statements outside a transaction on the writing connection.
    func withWriter<T>(_ body: (Database) throws -> T) throws -> T {
        _ = try openState()
        return try StoreFailure.translating(path) { try pool.writeWithoutTransaction(body) }
    }

    /// Closes: readers first, then a checkpoint that empties the log, then the writer. Further calls do nothing.
    func close(markingClean: Bool) throws {
        let before = state.withLock { state in
            defer { state.isClosed = true }
            return state
        }
        guard !before.isClosed else { return }
        if let checking = before.checking.flatMap({ OpaquePointer(bitPattern: $0) }) { sqlite3_interrupt(checking) }
        try StoreFailure.translating(path) {
            // What was never checked must be checked when it is opened next.
            if markingClean, before.isMarkedUnclean, !before.isDoubtful { try pool.write { try FileInfo.markClean($0) } }
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try pool.close()
        }
    }

    private func systemError() -> Int32 {
        pool.writeWithoutTransaction { db in db.sqliteConnection.map { veles_log_write_error($0) } ?? 0 }
    }

    private func openState() throws -> State {
        let state = state.withLock { $0 }
        guard !state.isClosed else { throw TenancyError(.closed, "\(path) was closed.") }
        return state
    }
}
