import Brokerage
import GRDB

/// Which alerts to list. A nil field does not narrow the list.
public struct AlertFilter: Sendable, Equatable {
    public var state: Alert.State?
    public var severity: Alert.Severity?
    public var rule: String?
    public var account: AccountID?
    public var subjectKind: String?
    public var subjectID: String?
    /// Only those that are not closed.
    public var unfinished = false

    public init() {}
}

/// Where a page of alerts ended: the next one goes on before it.
public struct AlertCursor: Sendable, Equatable {
    public var openedAt: Timestamp
    public var id: AlertID
    public init(openedAt: Timestamp, id: AlertID) { (self.openedAt, self.id) = (openedAt, id) }
}

/// A remark on an alert.
public struct AlertComment: Sendable, Equatable {
    public var id: Int64
    /// nil for a program.
    public var user: UserID?
    public var text: String
    public var createdAt: Timestamp
}

extension TenantReader {
    /// A page of alerts, newest first.
    public func alerts(_ filter: AlertFilter = AlertFilter(), before cursor: AlertCursor? = nil, limit: Int) throws -> [Alert] {
        let (sql, arguments) = Self.alertPage(filter, before: cursor, limit: limit)
        return try db.rows(sql, arguments, Self.alert)
    }

    /// The text depends only on which fields are set, so the few forms stay prepared; values are always bound.
    static func alertPage(_ filter: AlertFilter, before cursor: AlertCursor?, limit: Int) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func demand(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        demand("state = ?", filter.state?.rawValue)
        demand("severity = ?", filter.severity?.rawValue)
        demand("rule = ?", filter.rule)
        demand("account_id = ?", filter.account?.rawValue)
        demand("subject_kind = ?", filter.subjectKind)
        demand("subject_id = ?", filter.subjectID)
        if filter.unfinished { conditions.append("state <> 'closed'") }
        if let cursor {
            conditions.append("(opened_at, id) < (?, ?)")
            arguments += [cursor.openedAt.milliseconds, cursor.id.rawValue]
        }
        let narrowing = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        return (alertSelection + narrowing + " ORDER BY opened_at DESC, id DESC LIMIT ?", arguments + [limit])
    }

    /// - Throws: ``TenancyError/Code/notFound``.
    public func alert(_ id: AlertID) throws -> Alert {
        guard let found = try db.row(Self.alertSelection + " WHERE id = ?", [id.rawValue], Self.alert) else {
            throw TenancyError(.notFound, "There is no alert \(id.rawValue).")
        }
        return found
    }

    /// The newest alert of a rule about a subject that is not closed.
    public func unfinishedAlert(rule: String, kind: String, subject: String) throws -> Alert? {
        try db.row(Self.unfinishedSelection, [rule, kind, subject], Self.alert)
    }

    static let unfinishedSelection =
        alertSelection + " WHERE rule = ? AND subject_kind = ? AND subject_id = ? AND state <> 'closed' ORDER BY id DESC LIMIT 1"

    /// How many alerts are not closed, by severity.
    public func unfinishedAlertCounts() throws -> [Alert.Severity: Int] {
        var counts: [Alert.Severity: Int] = [:]
        try db.forEach("SELECT severity, count(*) FROM alerts WHERE state <> 'closed' GROUP BY severity") { columns in
            let severity = try columns.value(Alert.Severity.self)
            counts[severity] = columns.int()
        }
        return counts
    }

    /// The remarks on an alert, oldest first.
    public func comments(of alert: AlertID) throws -> [AlertComment] {
        try db.rows(Self.commentSelection, [alert.rawValue]) { columns in
            AlertComment(
                id: columns.integer(), user: columns.optionalInteger().map { UserID($0) }, text: columns.text(),
                createdAt: columns.milliseconds())
        }
    }

    static let commentSelection = "SELECT id, user_id, text, created_at FROM alert_comments WHERE alert_id = ? ORDER BY id"

    private static let alertSelection = """
        SELECT id, rule, severity, state, subject_kind, subject_id, subject_label, account_id, value, threshold, level, count, evidence,
            opened_at, updated_at, acknowledged_at, closed_at, assignee, outcome, note
        FROM alerts
        """

    private static func alert(_ columns: inout Columns) throws -> Alert {
        Alert(
            id: AlertID(columns.integer()), rule: columns.text(), severity: try columns.value(), state: try columns.value(),
            subject: Alert.Subject(kind: columns.text(), id: columns.text(), label: columns.text()),
            account: columns.optionalInteger().map { AccountID($0) }, value: columns.real(), threshold: columns.real(),
            level: columns.int(), count: columns.int(), evidence: columns.text(), openedAt: columns.milliseconds(),
            updatedAt: columns.milliseconds(), acknowledgedAt: columns.optionalMilliseconds(), closedAt: columns.optionalMilliseconds(),
            assignee: columns.optionalInteger().map { UserID($0) }, outcome: try columns.optionalValue(), note: columns.optionalText())
    }
}
