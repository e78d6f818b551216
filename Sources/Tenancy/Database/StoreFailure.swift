import Foundation
import GRDB

/// Turns what SQLite says into what a person can act on.
enum StoreFailure {
    /// - Parameter systemError: What the system said to a write that failed; asked for only then.
    static func translating<T>(_ path: String, systemError: () -> Int32 = { 0 }, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw translated(error, path, systemError: systemError)
        }
    }

    static func translating<T: Sendable>(
        _ path: String, systemError: () -> Int32 = { 0 }, _ body: @Sendable () async throws -> T
    ) async throws -> T {
        do {
            return try await body()
        } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_INTERRUPT || error.resultCode == .SQLITE_ABORT, Task.isCancelled { throw CancellationError() }
            throw translated(error, path, systemError: systemError)
        }
    }

    static func translated(_ error: DatabaseError, _ path: String, systemError: () -> Int32 = { 0 }) -> TenancyError {
        switch error.resultCode {
        case .SQLITE_FULL: TenancyError(.diskFull, "The disk is full; nothing was kept of the last change to \(path).", cause: error)
        // SQLite knows a full disk by ENOSPC alone. A quota that is used up and a file that may grow no further are no different.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE && [EDQUOT, EFBIG].contains(systemError()):
            TenancyError(.diskFull, "There is no more room for \(path); nothing was kept of the last change to it.", cause: error)
        case .SQLITE_BUSY, .SQLITE_LOCKED: TenancyError(.locked, "Another program holds \(path).", cause: error)
        case .SQLITE_CORRUPT: TenancyError(.damaged, "\(path) is damaged. Restore it from a backup.", cause: error)
        case .SQLITE_NOTADB: TenancyError(.wrongFile, "\(path) is no database.", cause: error)
        case .SQLITE_CONSTRAINT: constraint(error)
        default: TenancyError(.failed, "The database \(path) refused.", cause: error)
        }
    }

    private static func constraint(_ error: DatabaseError) -> TenancyError {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
            TenancyError(.conflict, "There is already such a record.", cause: error)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            TenancyError(.notFound, "It refers to a record that does not exist.", cause: error)
        default:
            TenancyError(.invalid, "A value breaks a rule of the file.", cause: error)
        }
    }
}
