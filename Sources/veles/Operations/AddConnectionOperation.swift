import Brokerage
import Desk
import JSON

/// Adds a trading server to a tenant.
struct AddConnectionOperation: Operation {
    static let name = "connection-add"

    struct Input: Codable, Sendable {
        var tenant: TenantSlug
        var connection: NewConnection
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let view = try await parts.desks.desk(input.tenant, evenSuspended: true).add(input.connection, by: parts.actor)
        return Printout(text: "Connection \(view.id.rawValue) is there.", json: { view.write(to: &$0) })
    }
}
