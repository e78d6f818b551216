import CSQLite
import GRDB

// The house's one way to run SQL: static text, bound values, columns by position.
extension Database {
    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        let statement = try cachedStatement(sql: sql)
        try statement.setArguments(arguments)
        defer { sqlite3_reset(statement.sqliteStatement) }
        while try step(statement.sqliteStatement) {}
    }

    /// Visits each row. The text must not be run again inside `body`: a cached statement stands in one place at a time.
    func forEach(_ sql: String, _ arguments: StatementArguments = [], _ body: (inout Columns) throws -> Void) throws {
        let statement = try cachedStatement(sql: sql)
        try statement.setArguments(arguments)
        defer { sqlite3_reset(statement.sqliteStatement) }
        while try step(statement.sqliteStatement) {
            var columns = Columns(statement.sqliteStatement)
            try body(&columns)
        }
    }

    func rows<T>(_ sql: String, _ arguments: StatementArguments = [], _ decode: (inout Columns) throws -> T) throws -> [T] {
        var rows: [T] = []
        try forEach(sql, arguments) { rows.append(try decode(&$0)) }
        return rows
    }

    /// The first row, or nil.
    func row<T>(_ sql: String, _ arguments: StatementArguments = [], _ decode: (inout Columns) throws -> T) throws -> T? {
        let statement = try cachedStatement(sql: sql)
        try statement.setArguments(arguments)
        defer { sqlite3_reset(statement.sqliteStatement) }
        guard try step(statement.sqliteStatement) else { return nil }
        var columns = Columns(statement.sqliteStatement)
        return try decode(&columns)
    }

    /// Moves to the next row. - Returns: false at the end.
    func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, statement)
        }
    }

    private func failure(_ code: Int32, _ statement: OpaquePointer) -> DatabaseError {
        let message = sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
        let sql = sqlite3_sql(statement).map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
}
