import Brokerage
import Foundation
import GRDB
import JSON

/// A row of `audit_entries` as it lies in the file, with nothing believed yet.
struct AuditRow {
    var id: Int64
    var at: Int64
    var actorKind: String
    var actorID: Int64?
    var actorLabel: String
    var address: String
    var requestID: String
    var action: String
    var subjectKind: String
    var subjectID: String
    var subjectLabel: String
    var before: String?
    var after: String?

    static let columns = """
        id, at, actor_kind, actor_id, actor_label, address, request_id, action, subject_kind, subject_id, subject_label, before, after
        """

    init(_ columns: inout Columns) {
        (id, at, actorKind, actorID) = (columns.integer(), columns.integer(), columns.text(), columns.optionalInteger())
        (actorLabel, address, requestID) = (columns.text(), columns.text(), columns.text())
        (action, subjectKind, subjectID, subjectLabel) = (columns.text(), columns.text(), columns.text(), columns.text())
        (before, after) = (columns.optionalText(), columns.optionalText())
    }

    init(id: Int64, _ entry: AuditEntry, by actor: Actor, at now: Timestamp) {
        (self.id, at) = (id, now.milliseconds)
        (actorKind, actorID, actorLabel) = (actor.kind.name, actor.kind.number, actor.label)
        (address, requestID, action) = (actor.address, actor.requestID, entry.action.rawValue)
        (subjectKind, subjectID, subjectLabel) = (entry.subject.kind, entry.subject.id, entry.subject.label)
        (before, after) = (entry.before.map(Self.text), entry.after.map(Self.text))
    }

    private static func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.bytes { $0.value(value) }, as: UTF8.self) }

    var arguments: StatementArguments {
        [
            id, at, actorKind, actorID, actorLabel, address, requestID, action, subjectKind, subjectID, subjectLabel, before, after,
        ]
    }

    /// - Throws: ``TenancyError/Code/damaged`` for an actor that cannot be.
    func record(hash: [UInt8]) throws -> AuditRecord {
        guard let kind = Actor.Kind(name: actorKind, number: actorID) else {
            throw TenancyError(.damaged, "Entry \(id) of the audit trail names an actor '\(actorKind)' that there cannot be.")
        }
        return AuditRecord(
            id: id, at: Timestamp(milliseconds: at),
            actor: Actor(kind: kind, label: actorLabel, address: address, requestID: requestID), action: action,
            subject: AuditSubject(kind: subjectKind, id: subjectID, label: subjectLabel), before: before, after: after, hash: hash)
    }
}
