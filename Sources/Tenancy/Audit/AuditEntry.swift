import Brokerage
import JSON

/// What was done, to what, and how that was before and after.
///
/// No secret stands here, nor a client's name: an account is named by its number, so that an erased client is gone from here too.
public struct AuditEntry: Sendable, Equatable {
    public var action: AuditAction
    public var subject: AuditSubject
    public var before: JSONValue?
    public var after: JSONValue?

    public init(_ action: AuditAction, _ subject: AuditSubject, before: JSONValue? = nil, after: JSONValue? = nil) {
        (self.action, self.subject, self.before, self.after) = (action, subject, before, after)
    }
}

/// What something was done to.
public struct AuditSubject: Sendable, Equatable {
    /// `user`, `connection`, and so on.
    public var kind: String
    /// Which one, for programs.
    public var id: String
    /// Which one, for people.
    public var label: String

    public init(kind: String, id: String, label: String) { (self.kind, self.id, self.label) = (kind, id, label) }

    /// The tenant itself, or something of which it has but one.
    public static func tenant(_ tenant: Tenant) -> AuditSubject {
        AuditSubject(kind: "tenant", id: tenant.slug.rawValue, label: tenant.name)
    }
}
