import JSON
import Tenancy

extension Alert {
    /// As the audit trail names it.
    var auditSubject: AuditSubject { AuditSubject(kind: "alert", id: String(id.rawValue), label: "\(rule) \(subject.label)") }

    /// What people did with it. A note is not repeated: it may speak of a client.
    var handling: JSONValue {
        [
            "state": .string(state.rawValue), "assignee": .optional(assignee?.rawValue), "outcome": .optional(outcome?.rawValue),
            "has_note": .bool(note != nil),
        ]
    }
}
