import Brokerage
import Desk
import JSON
import Tenancy

/// All tenants.
struct ListTenantsOperation: Operation {
    static let name = "tenant-list"

    struct Input: Codable, Sendable {}

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let tenants = try parts.desks.directory.control.tenants()
        return Printout(
            text: tenants.map { "\($0.slug)\t\($0.plan.rawValue)\t\($0.status.rawValue)\t\($0.name)" }.joined(separator: "\n"),
            json: { json in
                json.beginArray()
                for tenant in tenants { json.write(tenant) }
                json.endArray()
            })
    }
}
