import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/alerts`: the list, and the life of an alert in people's hands.
enum AlertRoutes {
    static let routes = [
        Route(.get, "/api/v1/alerts", .needs(.read), query: ["state", "severity", "rule", "account_id", "limit", "cursor", "sort"], list),
        Route(.get, "/api/v1/alerts/{id}", .needs(.read), one),
        Route(.post, "/api/v1/alerts/{id}/acknowledge", .needs(.handleAlerts), body: .optionalForm, acknowledge),
        Route(.post, "/api/v1/alerts/{id}/close", .needs(.handleAlerts), body: .form, close),
        Route(.post, "/api/v1/alerts/{id}/reopen", .needs(.handleAlerts), body: .optionalForm, reopen),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let (filter, limit) = (try filter(call.query), try call.query.limit(sortedBy: "-opened_at"))
        let cursor = try call.query["cursor"].map { text throws(Problem) in try place(text) }
        let alerts = try await (try call.desk).file.read { try $0.alerts(filter, before: cursor, limit: limit + 1) }
        let shown = alerts.prefix(limit)
        let next = alerts.count > limit ? shown.last.map(AlertRoutes.cursor) : nil
        return Answer.page(nextCursor: next?.text, reserving: shown.count * 700 + 64) { json in for alert in shown { json.write(alert) } }
    }

    /// `state=unfinished` shows all that are not closed.
    private static func filter(_ query: Query) throws(Problem) -> AlertFilter {
        var filter = AlertFilter()
        if query["state"] == "unfinished" { filter.unfinished = true } else { filter.state = try query.choice("state", Alert.State.self) }
        filter.severity = try query.choice("severity", Alert.Severity.self)
        filter.rule = query["rule"]
        filter.account = try query.integer("account_id", in: 1...Int64.max).map { AccountID($0) }
        return filter
    }

    private static func place(_ text: String) throws(Problem) -> AlertCursor {
        let cursor = try PageCursor(text, list: "alerts", sort: "-opened_at")
        guard let opened = Int64(cursor.value) else { throw PageCursor.refusal }
        return AlertCursor(openedAt: Timestamp(milliseconds: opened), id: AlertID(cursor.id))
    }

    private static func cursor(_ alert: Alert) -> PageCursor {
        PageCursor(list: "alerts", sort: "-opened_at", id: alert.id.rawValue, value: String(alert.openedAt.milliseconds))
    }

    private static func one(_ call: Call) async throws -> Response {
        let id = AlertID(try call.id(of: "alert"))
        let alert = try await (try call.desk).file.read { try $0.alert(id) }
        return Answer.json { $0.write(alert) }
    }

    private static func acknowledge(_ call: Call) async throws -> Response {
        try call.demandEmptyBody()
        let alert = try await (try call.desk).acknowledge(alert: AlertID(try call.id(of: "alert")), by: try call.actor)
        return Answer.json { $0.write(alert) }
    }

    private static func close(_ call: Call) async throws -> Response {
        let id = AlertID(try call.id(of: "alert"))
        var fields = try Fields(call.body, knowing: ["outcome", "note"])
        let (outcome, note) = (fields.choice("outcome", Alert.Outcome.self), fields.text("note", atMost: 2000, hasLines: true))
        try fields.check()
        guard let outcome else { throw Problem.invalid("outcome", "It is needed.") }
        let alert = try await (try call.desk).close(alert: id, outcome: outcome, note: note, by: try call.actor)
        return Answer.json { $0.write(alert) }
    }

    private static func reopen(_ call: Call) async throws -> Response {
        try call.demandEmptyBody()
        let alert = try await (try call.desk).reopen(alert: AlertID(try call.id(of: "alert")), by: try call.actor)
        return Answer.json { $0.write(alert) }
    }
}
