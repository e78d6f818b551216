import Brokerage

/// A secret that says which tenant's file knows it: `SLUG.SECRET`. Refresh cookies, invitations and resets have this form.
public struct TenantToken: Sendable, Equatable {
    public var tenant: TenantSlug
    public var secret: String

    public init(tenant: TenantSlug, secret: String) { (self.tenant, self.secret) = (tenant, secret) }

    /// Nil for a text of another form.
    public init?(_ text: String) {
        guard text.utf8.count <= 256, let dot = text.firstIndex(of: "."), let tenant = TenantSlug(rawValue: String(text[..<dot])) else {
            return nil
        }
        (self.tenant, secret) = (tenant, String(text[text.index(after: dot)...]))
        guard !secret.isEmpty else { return nil }
    }

    public var text: String { "\(tenant).\(secret)" }
}
