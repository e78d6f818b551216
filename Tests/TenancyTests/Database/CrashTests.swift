import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct CrashTests {
    /// After a power cut the log may end anywhere. Whatever is left of it, the file must open whole and hold a first part of the commits.
    @Test func aLogCutAnywhereOpensAtSomeCommit() throws {
        let temporary = try TemporaryTenant()
        for number in 1...6 {
            try temporary.file.write { writer in
                try writer.set(setting: "left", "\(number)")
                try writer.set(setting: "right", "\(number)")
            }
        }
        let database = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath))
        let log = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath + "-wal"))
        let folder = temporary.state.folder(of: temporary.tenant.slug)
        // Each cut is tried in the tenant's own place, with the file that made it out of the way.
        try temporary.file.close()
        var seen: Set<String> = []
        var random = SystemRandomNumberGenerator()
        let cuts = [0, 1, 31, 32, 33, log.count - 1, log.count] + (0..<40).map { _ in Int.random(in: 0...log.count, using: &random) }
        for cut in cuts {
            try database.write(to: URL(fileURLWithPath: temporary.databasePath))
            try log.prefix(cut).write(to: URL(fileURLWithPath: temporary.databasePath + "-wal"))
            let file = try TenantFile.open(at: folder, tenant: temporary.tenant, vault: temporary.state.vault, logger: quiet)
            let (left, right) = try file.read { (try $0.setting("left"), try $0.setting("right")) }
            #expect(left == right, "The log was cut at \(cut) of \(log.count).")
            seen.insert(left ?? "none")
            try file.close()
        }
        #expect(seen.contains("6"))
        #expect(seen.contains("none"))
    }

    @Test func aFileThatWasNotClosedIsCheckedAndOpens() throws {
        let temporary = try TemporaryTenant()
        try temporary.file.write { try $0.set(setting: "a", "1") }
        let copy = try copyOfOpenFile(temporary)
        let file = try TenantFile.open(at: copy, tenant: temporary.tenant, vault: temporary.state.vault, logger: quiet)
        #expect(try file.store.withWriter { try FileInfo.wasStoppedClean($0) } == false)
        #expect(try file.read { try $0.setting("a") } == "1")
        try file.close()
    }

    @Test func closingMarksTheFileAsProperlyClosed() throws {
        let temporary = try TemporaryTenant()
        try temporary.file.write { try $0.set(setting: "a", "1") }
        try temporary.reopen()
        #expect(try temporary.file.store.withWriter { try FileInfo.wasStoppedClean($0) })
    }

    @Test func aDamagedFileIsRefusedAfterAnUncleanStop() throws {
        let temporary = try TemporaryTenant()
        let connection = try temporary.connection()
        let account = try temporary.account(1001, on: connection)
        let deals = (1...2000).map { (deal: trade(Int64($0)), account: account) }
        try temporary.file.write { _ = try $0.insert(deals: deals, connection: connection) }
        try temporary.file.checkpoint()
        let copy = try copyOfOpenFile(temporary)
        let path = TenantFile.path(in: copy)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try PrivateFiles.remove(path + "-wal")
        // A page of the deals: everything in it but its kind becomes nonsense.
        let page = bytes.count / 4096 / 2 * 4096
        for index in (page + 1)..<(page + 200) { bytes[index] = 0xEE }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(code { _ = try TenantFile.open(at: copy, tenant: temporary.tenant, vault: temporary.state.vault, logger: quiet) } == .damaged)
    }

    private func copyOfOpenFile(_ temporary: TemporaryTenant) throws -> String {
        let copy = temporary.folder.path + "/copy"
        try PrivateFiles.makeFolder(copy)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: temporary.databasePath + suffix, toPath: TenantFile.path(in: copy) + suffix)
        }
        return copy
    }
}
