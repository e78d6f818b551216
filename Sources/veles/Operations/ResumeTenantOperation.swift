import Desk

/// Lets a suspended tenant work again.
struct ResumeTenantOperation: Operation {
    static let name = "tenant-resume"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Done {
        try await parts.desks.resume(input.tenant, by: parts.actor)
        return Done()
    }
}
