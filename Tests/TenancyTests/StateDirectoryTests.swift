import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct StateDirectoryTests {
    @Test func nothingIsReadableByOthers() throws {
        let temporary = try TemporaryTenant()
        _ = try temporary.connection()
        let state = temporary.state.path
        for folder in ["", "/tenants", "/tenants/acme", "/tenants/acme/reports"] { #expect(mode(state + folder) == 0o700) }
        let files = ["/control.db", "/master.key", "/LOCK", "/tenants/acme/tenant.db", "/tenants/acme/tenant.db-wal"]
        for file in files { #expect(mode(state + file) == 0o600) }
    }

    @Test func aSecondServerIsRefusedAndToldWho() throws {
        let folder = try TemporaryFolder()
        let first = try StateDirectory.open(path: folder.path, logger: quiet)
        let refusal = #expect(throws: TenancyError.self) { try StateDirectory.open(path: folder.path, logger: quiet) }
        #expect(refusal?.code == .locked)
        #expect(refusal?.message.contains("\(getpid())") == true)
        try first.close()
    }

    @Test func theLockGoesWithItsOwner() throws {
        let folder = try TemporaryFolder()
        do { try StateDirectory.open(path: folder.path, logger: quiet).close() }
        try StateDirectory.open(path: folder.path, logger: quiet).close()
    }

    @Test func anotherProcessHoldsTheLock() throws {
        let folder = try TemporaryFolder()
        try StateDirectory.open(path: folder.path, locking: false, logger: quiet).close()
        let (process, said, told) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        process.arguments = [folder.path + "/LOCK", "sh", "-c", "echo held; read line"]
        (process.standardOutput, process.standardInput) = (said, told)
        try process.run()
        let word = said.fileHandleForReading.availableData
        #expect(String(decoding: word, as: UTF8.self) == "held\n")
        #expect(code { _ = try StateDirectory.open(path: folder.path, logger: quiet) } == .locked)
        try told.fileHandleForWriting.close()
        process.waitUntilExit()
        try StateDirectory.open(path: folder.path, logger: quiet).close()
    }

    @Test func deletingATenantTakesItsFolder() throws {
        let temporary = try TemporaryTenant()
        try temporary.file.close()
        try temporary.state.deleteTenant(temporary.tenant.slug)
        #expect(try temporary.state.control.tenants().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.state.path + "/tenants") == [])
        #expect(code { _ = try temporary.state.openTenant(temporary.tenant.slug) } == .notFound)
    }

    @Test func aTenantThatCannotBeMadeLeavesNoTrace() throws {
        let temporary = try TemporaryTenant()
        let taken = try slug("taken")
        try PrivateFiles.makeFolder(temporary.state.folder(of: taken))
        try PrivateFiles.makeFile(TenantFile.path(in: temporary.state.folder(of: taken)))
        let refusal = code { _ = try temporary.state.createTenant(slug: taken, name: "T", domain: nil, plan: .starter, at: noon) }
        #expect(refusal == .conflict)
        #expect(try temporary.state.control.tenants().map(\.slug) == [temporary.tenant.slug])
    }
}
