import Brokerage
import JSON
import Tenancy

extension JSONWriter {
    /// An item of `/alerts` and of the stream's topic `alerts`.
    public mutating func write(_ alert: Alert) {
        beginObject()
        key("id"); integer(alert.id.rawValue)
        key("rule"); string(alert.rule)
        key("severity"); string(alert.severity.rawValue)
        key("state"); string(alert.state.rawValue)
        key("subject"); beginObject()
        key("kind"); string(alert.subject.kind)
        key("id"); string(alert.subject.id)
        key("label"); string(alert.subject.label)
        endObject()
        key("account_id"); optional(alert.account.map { Int($0.rawValue) })
        key("value"); double(alert.value)
        key("threshold"); double(alert.threshold)
        key("opened_at"); time(alert.openedAt)
        key("updated_at"); time(alert.updatedAt)
        key("count"); integer(alert.count)
        key("evidence"); raw(alert.evidence.utf8)
        key("assignee"); optional(alert.assignee.map { Int($0.rawValue) })
        key("acknowledged_at"); time(alert.acknowledgedAt)
        key("closed_at"); time(alert.closedAt)
        key("outcome"); optional(alert.outcome?.rawValue)
        key("note"); optional(alert.note)
        endObject()
    }
}
