import Bridge
import Brokerage
@testable import Desk
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
        let view = try await desk.add(server, by: .system)
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [test.slug])
        try await desk.remove(view.id, by: .system)
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [])
        try await test.end()
    }

    @Test func removingOneServerFromTheShellLeavesTheOthersToBeOpened() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let one = try await desk.add(server, by: .system)
        server.name = "two"
        _ = try await desk.add(server, by: .system)
        await test.desks.close(test.slug)
        let shell = test.shell()
        try await shell.desk(test.slug).remove(one.id, by: .system)
        await shell.closeAll()
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [test.slug])
        try await test.end()
    }

    @Test func aStoppedConnectionStaysStoppedOverARestartUntilItIsEdited() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let id = try await desk.add(server, by: .system).id
        await test.desks.close(test.slug)
        let shell = test.shell()
        try await shell.desk(test.slug).write {
            try $0.setStatus(.stopped, reason: "The password was refused.", of: id, at: Timestamp(seconds: 2))
        }
        await shell.closeAll()
        let reopened = try await test.reopened()
        let link = try await reopened.connectionView(id).link
        #expect(link.isStopped && link.state == .down && link.reason == "The password was refused.")
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [])
        server.password = "another"
        #expect(try await reopened.update(id, server, by: .system).link.isStopped == false)
        #expect(try test.directory.control.tenantsWithWork(at: test.now) == [test.slug])
        try await test.end()
    }

    @Test func whoeverEditsLastIsRightAlsoWhileAFeedIsEnding() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "zero")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let id = try await desk.add(server, by: .system).id
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...8 {
                var edited = server
                edited.name = "number \(number)"
                group.addTask { [edited] in _ = try await desk.update(id, edited, by: .system) }
            }
            try await group.waitForAll()
        }
        let stored = try await desk.file.read { try $0.connection(id).name }
        #expect(try await desk.connectionView(id).connection.name == stored)
        try await desk.remove(id, by: .system)
        #expect(await desk.view().connections.isEmpty)
        try await test.end()
    }

    @Test func closesADeskThatNobodyAskedForAndNoOther() async throws {
        let test = try TestDesk()
        _ = try await test.desk()
        test.pass(.seconds(901))
        _ = try await test.desk()
        await test.desks.closeIdle()
        #expect(await test.desks.openDesks.count == 1)
        test.pass(.seconds(901))
        await test.desks.closeIdle()
        #expect(await test.desks.openDesks.isEmpty)
        try await test.end()
    }
}
