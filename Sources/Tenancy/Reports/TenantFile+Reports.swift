import Brokerage
import GRDB

/// A report that someone asked for.
public struct Report: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        case queued, running, ready, failed, cancelled
    }

    public var id: ReportID
    /// Who asked; nil for a schedule.
    public var user: UserID?
    public var type: String
    public var format: String
    /// A JSON value.
    public var parameters: String
    public var status: Status
    /// 0 to 1.
    public var progress: Double
    /// Where the finished file lies inside the tenant's `reports` folder.
    public var fileURL: String?
    public var error: String?
    public var createdAt: Timestamp
    public var finishedAt: Timestamp?
}

extension TenantWriter {
    public func insert(report type: String, format: String, parameters: String, user: UserID?, at now: Timestamp) throws -> ReportID {
        try db.run(
            """
            INSERT INTO reports (user_id, type, format, parameters, status, progress, created_at) VALUES (?, ?, ?, ?, 'queued', 0, ?)
            """,
            [user?.rawValue, type, format, parameters, now.milliseconds])
        return ReportID(db.lastInsertedRowID)
    }

    /// Writes status, progress, file and error of a report. - Throws: ``TenancyError/Code/notFound``.
    public func update(report: Report) throws {
        try db.run(
            "UPDATE reports SET status = ?, progress = ?, file_url = ?, error = ?, finished_at = ? WHERE id = ?",
            [
                report.status.rawValue, report.progress, report.fileURL, report.error, report.finishedAt?.milliseconds, report.id.rawValue,
            ])
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no report \(report.id.rawValue).") }
    }
}

extension TenantReader {
    /// A page of reports, newest first, those made before `cursor`.
    public func reports(before cursor: (createdAt: Timestamp, id: ReportID)? = nil, limit: Int) throws -> [Report] {
        let (time, id) = (cursor?.createdAt.milliseconds ?? .max, cursor?.id.rawValue ?? .max)
        return try db.rows(Self.reportPage, [time, id, limit], Self.report)
    }

    static let reportPage = reportSelection + " WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?"

    /// - Throws: ``TenancyError/Code/notFound``.
    public func report(_ id: ReportID) throws -> Report {
        guard let found = try db.row(Self.reportSelection + " WHERE id = ?", [id.rawValue], Self.report) else {
            throw TenancyError(.notFound, "There is no report \(id.rawValue).")
        }
        return found
    }

    private static let reportSelection = """
        SELECT id, user_id, type, format, parameters, status, progress, file_url, error, created_at, finished_at FROM reports
        """

    private static func report(_ columns: inout Columns) throws -> Report {
        Report(
            id: ReportID(columns.integer()), user: columns.optionalInteger().map { UserID($0) }, type: columns.text(),
            format: columns.text(), parameters: columns.text(), status: try columns.value(), progress: columns.real(),
            fileURL: columns.optionalText(), error: columns.optionalText(), createdAt: columns.milliseconds(),
            finishedAt: columns.optionalMilliseconds())
    }
}
