import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/audit`: the tenant's audit trail, to read, to take along and to check.
struct AuditRoutes: Sendable {
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/audit", .needs(.readAudit), query: AuditQuery.keys.union(["limit", "cursor", "sort"]), list),
            Route(.get, "/api/v1/audit/export", .needs(.readAudit), query: AuditQuery.keys.union(["format"]), export),
            Route(.post, "/api/v1/audit/verify", .needs(.readAudit), body: .optionalForm, verify),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let (filter, limit) = (try AuditQuery.filter(call.query), try call.query.limit(sortedBy: "-at"))
        let cursor = try call.query["cursor"].map { text throws(Problem) in try AuditRoutes.place(text) }
        let records = try await (try call.desk).file.read { try $0.auditRecords(filter, before: cursor, limit: limit + 1) }
        let shown = records.prefix(limit)
        let next = records.count > limit ? shown.last.map(AuditRoutes.cursor) : nil
        return Answer.page(nextCursor: next?.text, reserving: shown.count * 600 + 64) { json in for record in shown { json.write(record) } }
    }

    private static func place(_ text: String) throws(Problem) -> AuditCursor {
        let cursor = try PageCursor(text, list: "audit", sort: "-at")
        guard let at = Int64(cursor.value) else { throw PageCursor.refusal }
        return AuditCursor(at: Timestamp(milliseconds: at), id: cursor.id)
    }

    private static func cursor(_ record: AuditRecord) -> PageCursor {
        PageCursor(list: "audit", sort: "-at", id: record.id, value: String(record.at.milliseconds))
    }

    /// The whole of what the filters leave, newest first. That it was taken along is itself entered, before the first line goes out.
    private func export(_ call: Call) async throws -> Response {
        let filter = try AuditQuery.filter(call.query)
        guard let format = try call.query.choice("format", AuditExport.Format.self) else {
            throw Problem.invalid("format", "It is needed: csv or ndjson.")
        }
        let (desk, actor, now) = (try call.desk, try call.actor, clock.now())
        let entry = AuditEntry(.auditExported, .tenant(desk.file.tenant), after: AuditQuery.value(call.query))
        try await desk.write { try $0.record(entry, by: actor, at: now) }
        return AuditExport(file: desk.file, filter: filter, format: format).response
    }

    private func verify(_ call: Call) async throws -> Response {
        if call.body != .null { _ = try Fields(call.body, knowing: []) }
        let check = try await (try call.desk).file.read { try $0.verifyAuditTrail() }
        return Answer.json { $0.write(check) }
    }
}
