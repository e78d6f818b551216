import Brokerage
import Desk
import Foundation
import Tenancy
import Testing

struct DesksTests {
    @Test func givesTheSameDeskToAllWhoAskAtOnce() async throws {
        let test = try TestDesk()
        let desks = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<20 { group.addTask { ObjectIdentifier(try await test.desk()) } }
            return try await group.reduce(into: Set<ObjectIdentifier>()) { $0.insert($1) }
        }
        #expect(desks.count == 1)
        try await test.end()
    }

    @Test func setsADamagedTenantAsideWithTheReason() async throws {
        let test = try TestDesk()
        let path = TenantFile.path(in: test.directory.folder(of: test.slug))
        try Data("this is no database at all, but long enough to have a header of a hundred bytes: ..............................".utf8)
            .write(to: URL(fileURLWithPath: path))
        let error = await #expect(throws: DeskError.self) { try await test.desk() }
        #expect(error?.code == .quarantined)
        #expect(await test.desks.quarantined[test.slug] != nil)
        try await test.end()
    }

    @Test func knowsNeitherStrangersNorTheSuspended() async throws {
        let test = try TestDesk()
        let stranger = try #require(TenantSlug(rawValue: "stranger"))
        #expect(await #expect(throws: DeskError.self) { try await test.desks.desk(stranger) }?.code == .unknownTenant)
        try test.directory.control.suspend(test.slug, at: test.now)
        #expect(await #expect(throws: DeskError.self) { try await test.desk() }?.code == .suspended)
        try test.directory.control.resume(test.slug, at: test.now)
        _ = try await test.desk()
        try await test.end()
    }

    @Test func aClosedDeskRefusesAndTheNextOneGoesOn() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        await test.desks.close(test.slug)
        #expect(await #expect(throws: DeskError.self) { try await desk.ingest(Batch(), from: connection) }?.code == .closed)
        _ = try await test.desk().ingest(Batch(), from: connection)
        try await test.end()
    }

    @Test func tenantsWithFeedsAreKnownToHaveWork() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [])
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let view = try await desk.add(server)
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [test.slug])
        try await desk.remove(view.id)
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [])
        try await test.end()
    }
}
