import Desk

/// Deletes a tenant with all its data.
struct DeleteTenantOperation: Operation {
    static let name = "tenant-delete"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Done {
        try await parts.desks.delete(input.tenant, by: parts.actor)
        return Done()
    }
}
