import Brokerage
import Desk
import Tenancy

/// Gives a tenant another plan.
struct SetPlanOperation: Operation {
    static let name = "tenant-set-plan"

    struct Input: Codable, Sendable {
        var tenant: TenantSlug
        var plan: Plan
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Done {
        try await parts.desks.setPlan(input.tenant, input.plan, by: parts.actor)
        return Done()
    }
}
