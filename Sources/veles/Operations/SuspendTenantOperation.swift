import Desk

/// Stops a tenant.
struct SuspendTenantOperation: Operation {
    static let name = "tenant-suspend"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Done {
        try await parts.desks.suspend(input.tenant, by: parts.actor)
        return Done()
    }
}
