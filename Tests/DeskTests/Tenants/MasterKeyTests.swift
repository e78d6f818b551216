import Brokerage
import Foundation
import Tenancy
import Testing

@testable import Desk

struct MasterKeyTests {
    private func key(_ test: TestDesk) -> Data? { FileManager.default.contents(atPath: test.folder + "/master.key") }

    /// Three tenants: one open, one closed, one suspended.
    private func make() async throws -> (TestDesk, [TenantSlug]) {
        let test = try TestDesk()
        var slugs = [test.slug]
        for name in ["closed", "suspended"] {
            let slug = try #require(TenantSlug(rawValue: name))
            _ = try await test.desks.create(NewTenant(slug: slug, name: name, plan: .starter), by: TestDesk.administrator) { _ in }
            slugs.append(slug)
        }
        try await test.desks.suspend(slugs[2], by: TestDesk.administrator)
        _ = try await test.desk()
        return (test, slugs)
    }

    @Test func itIsChangedForAllTenantsWhileTheyAreInUse() async throws {
        let (test, slugs) = try await make()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret of the manager")
        let desk = try await test.desk()
        let connection = try await desk.add(server, by: .system).connection.id
        let before = key(test)
        let change = try await test.desks.changeMasterKey()
        #expect(change.sealed == 3 && change.failed.isEmpty)
        #expect(key(test) != before && !test.directory.vault.isChanging)
        // The desk that was open goes on, and what it seals opens after a restart.
        server.password = "another secret"
        _ = try await desk.update(connection, server, by: .system)
        let copy = try test.killed()
        let reopened = try await copy.desk()
        #expect(try await reopened.file.read { try $0.credentials(of: connection) } == Array("another secret".utf8))
        for slug in slugs { _ = try await copy.desks.desk(slug, evenSuspended: true) }
        for slug in slugs { await copy.desks.close(slug) }
        try await copy.end()
        for slug in slugs { await test.desks.close(slug) }
        try await test.end()
    }

    @Test func brokenOffAfterAnyTenantEverythingOpensAndTheChangeGoesOn() async throws {
        let (test, slugs) = try await make()
        for done in 0...slugs.count {
            await test.desks.close(test.slug)
            try test.directory.beginChangeOfMasterKey()
            for slug in slugs.prefix(done) { try test.directory.reseal(slug) }
            let copy = try test.killed()
            #expect(copy.directory.vault.isChanging)
            for slug in slugs { _ = try await copy.desks.desk(slug, evenSuspended: true) }
            #expect(try await copy.desks.changeMasterKey().failed.isEmpty)
            for slug in slugs { await copy.desks.close(slug) }
            let after = try copy.killed()
            #expect(!after.directory.vault.isChanging)
            for slug in slugs { _ = try await after.desks.desk(slug, evenSuspended: true) }
            for slug in slugs { await after.desks.close(slug) }
            try await after.end()
            try await copy.end()
        }
        try await test.end()
    }

    @Test func aTenantThatCannotBeSealedAnewKeepsTheOldKeyInUse() async throws {
        let (test, slugs) = try await make()
        let file = TenantFile.path(in: test.directory.folder(of: slugs[1]))
        let aside = file + ".aside"
        try FileManager.default.moveItem(atPath: file, toPath: aside)
        let change = try await test.desks.changeMasterKey()
        #expect(change.sealed == 2 && change.failed.map(\.tenant) == [slugs[1]])
        #expect(test.directory.vault.isChanging)
        try FileManager.default.moveItem(atPath: aside, toPath: file)
        #expect(try await test.desks.changeMasterKey().failed.isEmpty)
        #expect(!test.directory.vault.isChanging)
        _ = try await test.desks.desk(slugs[1])
        for slug in slugs { await test.desks.close(slug) }
        try await test.end()
    }
}
