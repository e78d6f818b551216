import Brokerage
import GRDB

/// Which entries of the audit trail are asked for. Fields that are nil narrow nothing.
public struct AuditFilter: Sendable, Equatable {
    public var from: Timestamp?
    /// The first instant that is too late.
    public var to: Timestamp?
    public var action: String?
    public var actorKind: String?
    public var actorID: Int64?
    public var subjectKind: String?
    public var subjectID: String?
    /// A part of the actor's or the subject's label, the subject's id, the address or the request id, in any case of letters.
    public var search: String?

    public init() {}
}

/// Where a page of the audit trail ended.
public struct AuditCursor: Sendable, Equatable {
    public var at: Timestamp
    public var id: Int64

    public init(at: Timestamp, id: Int64) { (self.at, self.id) = (at, id) }
}

extension TenantReader {
    /// A page of the audit trail, newest first, those older than `cursor`.
    public func auditRecords(_ filter: AuditFilter, before cursor: AuditCursor? = nil, limit: Int) throws -> [AuditRecord] {
        let (conditions, arguments) = Self.conditions(filter, before: cursor)
        let sql = """
            SELECT \(AuditRow.columns), hash FROM audit_entries WHERE \(conditions.joined(separator: " AND "))
            ORDER BY at DESC, id DESC LIMIT ?
            """
        return try db.rows(sql, arguments + [limit]) { columns in
            let row = AuditRow(&columns)
            return try row.record(hash: columns.blob())
        }
    }

    private static func conditions(_ filter: AuditFilter, before cursor: AuditCursor?) -> ([String], StatementArguments) {
        var conditions = ["(at, id) < (?, ?)"]
        var arguments: StatementArguments = [cursor?.at.milliseconds ?? .max, cursor?.id ?? .max]
        func narrow(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        narrow("at >= ?", filter.from?.milliseconds)
        narrow("at < ?", filter.to?.milliseconds)
        narrow("action = ?", filter.action)
        narrow("actor_kind = ?", filter.actorKind)
        narrow("actor_id = ?", filter.actorID)
        narrow("subject_kind = ?", filter.subjectKind)
        narrow("subject_id = ?", filter.subjectID)
        narrow("instr(lower(\(searched.joined(separator: " || char(10) || "))), lower(?)) > 0", filter.search)
        return (conditions, arguments)
    }

    private static let searched = ["actor_label", "subject_label", "subject_id", "address", "request_id"]
}
