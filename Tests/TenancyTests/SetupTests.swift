import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct SetupTests {
    let folder: TemporaryFolder
    let state: StateDirectory

    init() throws {
        folder = try TemporaryFolder()
        state = try StateDirectory.open(path: folder.path + "/state", logger: quiet)
    }

    private func first(_ name: String = "acme") throws -> FirstTenant {
        FirstTenant(slug: try slug(name), name: "Acme", timeZone: "Europe/London", owner: try email("o@example.com"), passwordHash: "h")
    }

    private func setUp(_ token: String, _ name: String = "acme", at now: Timestamp = noon) throws -> Tenant? {
        try state.setUp(first(name), token: token, address: "10.0.0.1", requestID: "r", at: now)
    }

    @Test func `The token makes the first tenant with its owner, once`() throws {
        #expect(try state.control.needsSetup())
        let token = try state.makeSetupToken(at: noon)
        #expect(try setUp("x" + token.dropFirst()) == nil)
        let tenant = try #require(try setUp(token))
        #expect(try !state.control.needsSetup())
        let file = try state.openTenant(tenant.slug)
        let owner = try #require(try file.read { try $0.user(email("o@example.com")) })
        #expect(owner.isActiveOwner)
        #expect(try file.read { try $0.timeZone() } == "Europe/London")
        #expect(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.map(\.action) == ["user.create", "tenant.create"])
        #expect(try setUp(token, "other") == nil)
        #expect(code { _ = try state.makeSetupToken(at: noon) } == .conflict)
        try file.close()
    }

    @Test func `The token lies in a file that nobody else may read, until it is used`() throws {
        let token = try state.makeSetupToken(at: noon)
        #expect(token.utf8.count == 22)
        #expect(try String(contentsOfFile: state.setupTokenPath, encoding: .utf8) == token + "\n")
        #expect(mode(state.setupTokenPath) == 0o600)
        let control = try Data(contentsOf: URL(fileURLWithPath: state.path + "/control.db"))
        #expect(control.range(of: Data(token.utf8)) == nil)
        _ = try setUp(token)
        #expect(!PrivateFiles.exists(state.setupTokenPath))
    }

    @Test func `A token is good for an hour, and a new one takes its place`() throws {
        let first = try state.makeSetupToken(at: noon)
        #expect(try state.control.isGood(setupToken: first, at: noon + .seconds(3599)))
        #expect(try setUp(first, at: noon + .seconds(3600)) == nil)
        let second = try state.makeSetupToken(at: noon)
        #expect(try setUp(first) == nil)
        #expect(try setUp(second) != nil)
    }

    @Test func `Of many who come with it at the same time one makes a tenant`() async throws {
        let token = try state.makeSetupToken(at: noon)
        let tenants = try (0..<8).map { try first("acme-\($0)") }
        let made = try await withThrowingTaskGroup(of: Int.self) { [state] group in
            for tenant in tenants {
                group.addTask { try state.setUp(tenant, token: token, address: "", requestID: "", at: noon) == nil ? 0 : 1 }
            }
            return try await group.reduce(0, +)
        }
        #expect(made == 1)
        #expect(try state.control.tenants().count == 1)
    }
}
