import Brokerage
import GRDB

extension TenantWriter {
    /// Raises an alert.
    public func insert(alert draft: AlertDraft, at now: Timestamp) throws -> AlertID {
        try db.run(
            """
            INSERT INTO alerts (rule, severity, state, subject_kind, subject_id, subject_label, account_id, value, threshold, level, count,
                evidence, opened_at, updated_at)
            VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
            """,
            [
                draft.rule, draft.severity.rawValue, draft.subject.kind, draft.subject.id, draft.subject.label, draft.account?.rawValue,
                Self.finite(draft.value), Self.finite(draft.threshold), draft.level, draft.evidence, now.milliseconds, now.milliseconds,
            ])
        return AlertID(db.lastInsertedRowID)
    }

    /// SQLite keeps no "not a number"; it would read it as no value at all.
    private static func finite(_ value: Double) -> Double { value.isNaN ? 0 : value }

    /// Counts that the rule struck again, that many times, for an alert that is not closed.
    /// - Throws: ``TenancyError/Code/notFound`` when it is closed or does not exist.
    public func count(alert id: AlertID, occurrences: Int = 1, value: Double, evidence: String? = nil, at now: Timestamp) throws {
        try db.run(
            """
            UPDATE alerts SET count = count + ?, value = ?, evidence = coalesce(?, evidence), updated_at = ?
            WHERE id = ? AND state <> 'closed'
            """,
            [min(max(occurrences, 0), 1_000_000), Self.finite(value), evidence, now.milliseconds, id.rawValue])
        try demandChange(id)
    }

    /// Someone has seen it. - Throws: ``TenancyError/Code/conflict`` unless it is open.
    public func acknowledge(alert id: AlertID, by user: UserID?, at now: Timestamp) throws {
        try demand(id, in: [.open])
        try db.run(
            """
            UPDATE alerts SET state = 'acknowledged', acknowledged_at = ?, assignee = coalesce(assignee, ?), updated_at = ? WHERE id = ?
            """,
            [now.milliseconds, user?.rawValue, now.milliseconds, id.rawValue])
    }

    /// Someone works on it. - Throws: ``TenancyError/Code/conflict`` when it is closed.
    public func assign(alert id: AlertID, to user: UserID, at now: Timestamp) throws {
        try demand(id, in: [.open, .acknowledged, .inWork])
        try db.run(
            """
            UPDATE alerts SET state = 'in_work', assignee = ?, acknowledged_at = coalesce(acknowledged_at, ?), updated_at = ? WHERE id = ?
            """,
            [user.rawValue, now.milliseconds, now.milliseconds, id.rawValue])
    }

    /// - Throws: ``TenancyError/Code/conflict`` when it is closed already.
    public func close(alert id: AlertID, outcome: Alert.Outcome, note: String?, at now: Timestamp) throws {
        try demand(id, in: [.open, .acknowledged, .inWork])
        try db.run(
            "UPDATE alerts SET state = 'closed', outcome = ?, note = ?, closed_at = ?, updated_at = ? WHERE id = ?",
            [outcome.rawValue, note, now.milliseconds, now.milliseconds, id.rawValue])
    }

    /// - Throws: ``TenancyError/Code/conflict`` unless it is closed.
    public func reopen(alert id: AlertID, at now: Timestamp) throws {
        try demand(id, in: [.closed])
        try db.run(
            """
            UPDATE alerts SET state = 'open', outcome = NULL, closed_at = NULL, acknowledged_at = NULL, updated_at = ? WHERE id = ?
            """,
            [now.milliseconds, id.rawValue])
    }

    /// Adds a remark. - Parameter user: nil for a program.
    public func comment(alert id: AlertID, by user: UserID?, _ text: String, at now: Timestamp) throws {
        try demand(id, in: Alert.State.allCases)
        try db.run(
            "INSERT INTO alert_comments (alert_id, user_id, text, created_at) VALUES (?, ?, ?, ?)",
            [id.rawValue, user?.rawValue, text, now.milliseconds])
    }

    private func demand(_ id: AlertID, in states: [Alert.State]) throws {
        let state = try db.row("SELECT state FROM alerts WHERE id = ?", [id.rawValue]) { try $0.value(Alert.State.self) }
        guard let state else { throw TenancyError(.notFound, "There is no alert \(id.rawValue).") }
        guard states.contains(state) else { throw TenancyError(.conflict, "Alert \(id.rawValue) is \(state.rawValue).") }
    }

    private func demandChange(_ id: AlertID) throws {
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no open alert \(id.rawValue).") }
    }
}
