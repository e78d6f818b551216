import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct DiskFullTests {
    @Test func aFullDiskKeepsNothingOfTheBatchAndGoesOnWhenThereIsRoom() throws {
        let temporary = try TemporaryTenant()
        let connection = try temporary.connection()
        let account = try temporary.account(1001, on: connection)
        let deals = (1...5000).map { (deal: trade(Int64($0)), account: account) }
        try limit(temporary, "(SELECT page_count + 20 FROM pragma_page_count)")
        let refusal = code {
            try temporary.file.write { writer in
                try writer.saveCursor("deals", "5000", of: connection)
                _ = try writer.insert(deals: deals, connection: connection)
            }
        }
        #expect(refusal == .diskFull)
        #expect(try temporary.file.read { try $0.dealCount() } == 0)
        #expect(try temporary.file.read { try $0.cursors(of: connection) } == [:])
        try limit(temporary, "1000000")
        let outcomes = try temporary.file.write { try $0.insert(deals: deals, connection: connection) }
        #expect(outcomes.count == 5000)
        #expect(try temporary.file.read { try $0.dealCount() } == 5000)
    }

    private func limit(_ temporary: TemporaryTenant, _ expression: String) throws {
        try temporary.file.store.withWriter { db in
            let pages = try db.row("SELECT \(expression)") { $0.int() } ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    @Test func noRoomInTheFolderIsAFullDiskToo() {
        #expect(TenancyError.system("x", ENOSPC).code == .diskFull)
        #expect(TenancyError.system("x", EACCES).code == .failed)
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, TenancyError.Code.diskFull), (.SQLITE_BUSY, .locked), (.SQLITE_CORRUPT, .damaged), (.SQLITE_NOTADB, .wrongFile),
        (.SQLITE_CONSTRAINT_UNIQUE, .conflict), (.SQLITE_CONSTRAINT_FOREIGNKEY, .notFound), (.SQLITE_CONSTRAINT_CHECK, .invalid),
        (.SQLITE_IOERR, .failed),
    ]) func whatSQLiteSaysIsTranslated(result: ResultCode, expected: TenancyError.Code) {
        #expect(StoreFailure.translated(DatabaseError(resultCode: result), "a.db").code == expected)
    }
}
