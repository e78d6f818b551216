import Bridge
import Brokerage
import JSON
import Tenancy

/// What is to be committed of one source.
struct Intake: Sendable {
    var delivery: Delivery
    var connection: ConnectionID
    /// What the audit trail is told of it; nil for what a feed or a program brings.
    var note: ImportNote?
}

/// An imported file, as the audit trail tells of it. Its name is left out: brokers name statements after their clients.
public struct ImportNote: Sendable {
    var actor: Actor
    var connection: AuditSubject
    var kind: String
    /// The account that the file is of; nil for a file of many.
    var accountNumber: Int64?

    func entry(_ receipt: Receipt) -> AuditEntry {
        AuditEntry(
            .historyImported, connection,
            after: [
                "kind": .string(kind), "account_number": .optional(accountNumber.map { String($0) }), "accepted": .integer(receipt.accepted),
                "duplicates": .integer(receipt.duplicates),
            ])
    }
}
