import Brokerage
import Tenancy

/// Entries of the audit trail as comma-separated values (RFC 4180).
enum AuditCSV {
    static let header =
        "id,at,actor_kind,actor_id,actor,address,action,subject_kind,subject_id,subject,before,after,request_id,hash\r\n"

    static func line(_ record: AuditRecord) -> String {
        let (actor, subject) = (record.actor, record.subject)
        let cells = [
            String(record.id), record.at.description, actor.kind.name, actor.kind.number.map { String($0) } ?? "", actor.label, actor.address,
            record.action, subject.kind, subject.id, subject.label, record.before ?? "", record.after ?? "", actor.requestID, record.hashText,
        ]
        return cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A spreadsheet runs what begins like a formula. Whoever signs in chooses texts that stand here, so those are made plain text.
    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let plain = isFormula ? "'" + text : text
        guard plain.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) || plain.first == " " else { return plain }
        return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
