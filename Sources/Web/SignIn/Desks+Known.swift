import Brokerage
import Desk

extension Desks {
    /// The desk of a tenant; nil when there is none or it is suspended, which a stranger is not told apart.
    func known(_ tenant: TenantSlug) async throws(DeskError) -> Desk? {
        do {
            return try await desk(tenant)
        } catch  where error.code == .unknownTenant || error.code == .suspended {
            return nil
        }
    }
}
