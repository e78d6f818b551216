import Brokerage
import Desk
import Foundation
import JSON
import Tenancy
import Testing

@testable import Web

/// Every operation of the contract, asked by everybody there is, held against one table.
@Suite(.timeLimit(.minutes(4))) struct PermissionTests {
    /// An id that no test gives out, and a slug.
    private static func path(of operation: String, id: String = "987654") -> (method: String, path: String) {
        let parts = operation.split(separator: " ").map(String.init)
        let path = parts[1].replacingOccurrences(of: "{id}", with: id).replacingOccurrences(of: "{slug}", with: "demo")
        return (parts[0], path)
    }

    /// Asks with nothing in the body: whoever is let in is told what is missing, and nothing is changed.
    private static func ask(
        _ operation: String, _ server: TestServer, token: String?, id: String = "987654", body: String? = nil
    ) async throws -> TestAnswer {
        let (method, path) = path(of: operation, id: id)
        let headers = body == nil ? [] : [("Content-Type", "application/json")]
        return try await server.client.send(method, path, token: token, headers: headers, body: body.map { Array($0.utf8) })
    }

    @Test func `The table names every operation of the contract and no other`() throws {
        let operations = try Contract.shared.get().operations
        #expect(operations.subtracting(PermissionTable.all.keys).sorted() == [], "in the contract, not in the table")
        #expect(Set(PermissionTable.all.keys).subtracting(operations).sorted() == [], "in the table, not in the contract")
    }

    @Test(arguments: Role.allCases) func `A person may do what the role allows and nothing else`(role: Role) async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            let token = try await server.person("another-\(role.rawValue)@example.com", role: role)
            for (operation, allowed) in PermissionTable.all where !PermissionTests.endsTheSignIn(operation) {
                let status = try await PermissionTests.ask(operation, server, token: token).status
                switch allowed {
                case .everybody: #expect(status != 403, "\(operation) \(status)")
                case .people: #expect(status != 401 && status != 403, "\(operation) \(status)")
                case .those(let permission) where role.permissions.contains(permission):
                    #expect(status != 401 && status != 403, "\(operation) \(status)")
                case .those: #expect(status == 403, "\(operation) \(status)")
                case .theOperator: #expect(status == 401, "\(operation) \(status)")
                }
            }
        }
    }

    @Test(arguments: Role.allCases) func `A program may do what its key allows, and nothing that is a person's own`(role: Role) async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            let key = try await server.key(role: role)
            for (operation, allowed) in PermissionTable.all where !PermissionTests.endsTheSignIn(operation) {
                let status = try await PermissionTests.ask(operation, server, token: key).status
                switch allowed {
                case .everybody: #expect(status != 403, "\(operation) \(status)")
                case .people: #expect(status == 403, "\(operation) \(status)")
                case .those(let permission) where role.permissions.contains(permission):
                    #expect(status != 401 && status != 403, "\(operation) \(status)")
                case .those: #expect(status == 403, "\(operation) \(status)")
                case .theOperator: #expect(status == 401, "\(operation) \(status)")
                }
            }
        }
    }

    @Test(arguments: [nil, "nonsense", "vk_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    func `Without a good token nothing is told and nothing is done`(token: String?) async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            for (operation, allowed) in PermissionTable.all where allowed != .everybody {
                let answer = try await PermissionTests.ask(operation, server, token: token)
                #expect(answer.status == 401, "\(operation) \(answer.status)")
            }
        }
    }

    /// Ids that another tenant has, asked for by an owner who may do everything in a tenant of their own.
    @Test func `What another tenant has is answered exactly as what nobody has`() async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            try TestServer.addTenant("other", in: server.directory, at: server.clock.now)
            let theirs = try await PermissionTests.fillOthers(server)
            let token = try await server.token(tenant: "other")
            for operation in PermissionTable.all.keys where operation.contains("{id}") {
                let known = try await PermissionTests.ask(operation, server, token: token, id: theirs, body: PermissionTests.bodies[operation])
                let unknown = try await PermissionTests.ask(operation, server, token: token, id: "9", body: PermissionTests.bodies[operation])
                #expect(PermissionTests.bare(known, id: theirs) == PermissionTests.bare(unknown, id: "9"), "\(operation)")
                #expect(known.status == 404, "\(operation) \(known.status)")
            }
        }
    }

    /// What operations take that are refused before they look for the id when it is missing.
    private static let bodies = [
        "POST /api/v1/alerts/{id}/close": #"{"outcome":"accepted"}"#, "PATCH /api/v1/connections/{id}": #"{"name":"x"}"#,
        "PATCH /api/v1/users/{id}": #"{"name":"x"}"#,
    ]

    /// Makes a tenant hold so much of everything that an id is taken there which the other does not have. - Returns: that id.
    private static func fillOthers(_ server: TestServer) async throws -> String {
        _ = try await Seed.fill(server)
        for role in [Role.dealer, .analyst, .auditor, .riskManager] { _ = try await server.person("\(role.rawValue)@example.com", role: role) }
        for _ in 0..<4 { _ = try await (server.key(), server.pushConnection()) }
        let now = server.clock.now
        let lines = (200..<204).map { #"{"type":"account","account_number":\#($0),"group":"real","currency":"USD"}"# }.joined(separator: "\n")
        _ = try await server.client.send(
            "POST", "/api/v1/ingest?connection=1", token: try await server.key(), body: Array((lines + "\n").utf8))
        try await server.desk().write { writer in
            for _ in 0..<3 {
                let subject = Alert.Subject(kind: "account", id: "1", label: "100")
                _ = try writer.insert(
                    alert: AlertDraft(
                        rule: "MG1", severity: .info, subject: subject, account: AccountID(1), value: 1, threshold: 1, evidence: "{}"), at: now)
            }
        }
        return "4"
    }

    /// An answer without what differs between any two: the request's id, and the id that was asked for.
    private static func bare(_ answer: TestAnswer, id: String) -> String {
        let requestID = answer["x-request-id"] ?? ""
        return "\(answer.status) " + answer.text.replacingOccurrences(of: requestID, with: "").replacingOccurrences(of: " \(id).", with: " N.")
    }

    /// Asking these with the token would end the walk.
    private static func endsTheSignIn(_ operation: String) -> Bool { operation.hasSuffix("/auth/logout") }
}
