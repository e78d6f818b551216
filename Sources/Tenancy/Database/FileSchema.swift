import GRDB

/// One step of a file's schema. Steps are only ever added at the end.
struct FileMigration: Sendable {
    var name: String
    var run: @Sendable (Database) throws -> Void
}

/// What kind of file it is and how its tables come to be. The version of a file is the number of steps taken.
struct FileSchema: Sendable {
    /// Stands in the header of the file, so that a wrong file is refused before anything is done to it.
    var applicationID: Int32
    /// What a person calls the file.
    var name: String
    var migrations: [FileMigration]
    /// Tables that hold nearly all of a large file. After a stop that was not proper they are checked while the file is in use already.
    var bulkTables: Set<String> = []

    var version: Int { migrations.count }

    /// Takes the steps that are missing, each in a transaction of its own, and writes the version beside it.
    func migrate(_ writer: some DatabaseWriter) throws {
        var migrator = DatabaseMigrator()
        for (index, migration) in migrations.enumerated() {
            migrator.registerMigration(migration.name) { db in
                try migration.run(db)
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
            }
        }
        try migrator.migrate(writer)
    }
}
