import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Tenancy

/// A download of the audit trail, read and sent a page at a time: a trail of any length takes no more memory than a short one.
struct AuditExport: Sendable {
    enum Format: String, CaseIterable, Sendable { case csv, ndjson }

    static let pageSize = 500

    let file: TenantFile
    let filter: AuditFilter
    let format: Format

    var response: Response {
        let headers: HTTPFields = [
            .contentType: format == .csv ? "text/csv; charset=utf-8" : "application/x-ndjson", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"audit-\(file.tenant.slug).\(format.rawValue)\"",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody { writer in try await send(to: &writer) })
    }

    private func send(to writer: inout any ResponseBodyWriter) async throws {
        if format == .csv { try await writer.write(ByteBuffer(string: AuditCSV.header)) }
        var cursor: AuditCursor?
        while true {
            let records = try await file.read { [filter, cursor] in try $0.auditRecords(filter, before: cursor, limit: AuditExport.pageSize) }
            guard let last = records.last else { break }
            cursor = AuditCursor(at: last.at, id: last.id)
            try await writer.write(lines(records))
        }
        try await writer.finish(nil)
    }

    private func lines(_ records: [AuditRecord]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for record in records {
            switch format {
            case .csv: buffer.writeString(AuditCSV.line(record))
            case .ndjson:
                buffer.writeBytes(JSONWriter.bytes { $0.write(record) })
                buffer.writeInteger(UInt8(ascii: "\n"))
            }
        }
        return buffer
    }
}
