import Brokerage
import Desk
import GRDB
import Risk
@testable import Tenancy
import Testing

struct DiskFullTests {
    @Test func nothingIsHalfWrittenAndItGoesOnWhenThereIsRoom() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = [Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        // SQLite answers "full" for a file that may not grow just as for a disk without room.
        try await desk.file.write { try $0.db.execute(sql: "PRAGMA max_page_count = 1") }
        batch.deals = (2...5000).map { Make.trade($0, 100, .buy, .in, "1", "1.1", position: $0, at: test.now + .seconds($0)) }
        #expect(await #expect(throws: DeskError.self) { try await desk.ingest(batch, from: connection) }?.code == .diskFull)
        #expect(try await desk.file.read { try $0.dealCount() } == 1)
        try await desk.file.write { try $0.db.execute(sql: "PRAGMA max_page_count = 1000000") }
        #expect(try await desk.ingest(batch, from: connection).accepted == 5000)
        let account = try #require(await desk.view().accounts.first)
        #expect(account.figures.deals == 5000 && account.figures.openPositions == 5000)
        try await test.end()
    }
}
