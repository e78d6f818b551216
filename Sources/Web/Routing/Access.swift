import Tenancy

/// Who may use a route. Checked in one place, before the route's own code; what a role may do stands in ``Role/permissions``.
enum Access: Sendable, Equatable {
    /// Anybody; the route checks what it needs itself.
    case open
    /// A signed-in user, whatever the role: what concerns nobody but themselves.
    case person
    /// The operator, by a key of theirs; no other token opens it, and that key opens nothing else.
    case operatorKey
    /// A signed-in user or a program's key that may do this.
    case needs(Permission)
}
