import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct SnapshotStoreTests {
    let temporary: TemporaryTenant
    let account: AccountID

    init() throws {
        temporary = try TemporaryTenant()
        account = try temporary.account(1001, on: temporary.connection())
    }

    private func kept(_ layout: String) throws -> [[UInt8]] {
        var states: [[UInt8]] = []
        try temporary.file.read { try $0.forEachSnapshot(layout: layout) { states.append($0.state) } }
        return states
    }

    private func save(_ state: [UInt8], watermark: Int64 = 7) throws {
        let snapshot = AccountSnapshot(account: account, watermark: DealID(watermark), state: state)
        try temporary.file.write { try $0.save(snapshot: snapshot, layout: "a") }
    }

    @Test func aStateComesBackToTheBuildThatWroteIt() throws {
        try save([1, 2, 3])
        try save([4, 5, 6], watermark: 8)
        #expect(try kept("a") == [[4, 5, 6]])
        #expect(try kept("b").isEmpty)
        try temporary.file.write { try $0.deleteSnapshot(of: account) }
        #expect(try kept("a").isEmpty)
    }

    @Test func aStateThatAnybodyTouchedIsPassedOver() throws {
        let changes = [
            "UPDATE account_snapshots SET state = x'00010203'", "UPDATE account_snapshots SET watermark = watermark + 1",
            "UPDATE account_snapshots SET account_id = account_id + 1", "UPDATE account_snapshots SET state = substr(state, 1, 20)",
            "UPDATE account_snapshots SET state = x''",
        ]
        for change in changes {
            try temporary.file.write { try $0.deleteSnapshots() }
            try save([1, 2, 3])
            try temporary.file.store.write { try $0.run(change) }
            #expect(try kept("a").isEmpty, "\(change)")
        }
    }

    @Test func partsOfTheEngineAreKeptByName() throws {
        try temporary.file.write { writer in
            try writer.save(snapshot: "names", watermark: DealID(5), state: [9], layout: "a")
            try writer.save(snapshot: "links", watermark: DealID(6), state: [8], layout: "a")
        }
        let found = try temporary.file.read { try $0.snapshot("names", layout: "a") }
        #expect(found?.watermark == DealID(5) && found?.state == [9])
        #expect(try temporary.file.read { try $0.snapshot("names", layout: "b") } == nil)
        #expect(try temporary.file.read { try $0.snapshot("models", layout: "a") } == nil)
        try temporary.file.store.write { try $0.run("UPDATE risk_snapshots SET state = (SELECT state FROM risk_snapshots WHERE name = 'links')") }
        #expect(try temporary.file.read { try $0.snapshot("names", layout: "a") } == nil, "a state of another part")
    }
}
