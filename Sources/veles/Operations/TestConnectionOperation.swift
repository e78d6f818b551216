import Bridge
import Brokerage
import Desk
import JSON

/// Tries a stored trading server with its stored password.
struct TestConnectionOperation: Operation {
    static let name = "connection-test"

    struct Output: Codable, Sendable {
        var report: Printout
        var isOK: Bool
        /// Whether the host answered at all.
        var isReached: Bool

        init(_ found: TestReport) {
            report = Printout(text: found.findings.map { "\($0.isOK ? "ok" : "failed"): \($0.sentence)" }.joined(separator: "\n")) { found.write(to: &$0) }
            isOK = found.isOK
            isReached = found.findings.contains { $0.step == .dial && $0.isOK }
        }
    }

    func run(_ input: ConnectionInput, on parts: OperationParts) async throws -> Output {
        let desk = try await parts.desks.desk(input.tenant, evenSuspended: true)
        return Output(try await desk.test(ConnectionID(input.connection)))
    }
}

/// A trading server of a tenant.
struct ConnectionInput: Codable, Sendable {
    var tenant: TenantSlug
    var connection: Int64
}
