import Brokerage
import JSON
import Tenancy

extension Connection {
    /// As the audit trail names it.
    var subject: AuditSubject { AuditSubject(kind: "connection", id: String(id.rawValue), label: name) }

    /// What people stated of it, its password apart.
    var stated: JSONValue {
        [
            "platform": .string(platform.rawValue), "name": .string(name), "endpoint": .optional(endpoint), "login": .optional(login),
            "transport": .optional(transport?.rawValue), "encryption": .optional(encryption), "groups": .optional(groups),
            "certificate_sha256": .optional(certificateSHA256),
        ]
    }

    /// As ``stated``, with whether the password is another now.
    func stated(passwordChanged: Bool) -> JSONValue {
        guard passwordChanged, let members = stated.members else { return stated }
        return .object(members + [.init(name: "password_changed", value: true)])
    }
}
