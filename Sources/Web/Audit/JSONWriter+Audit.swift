import Brokerage
import Desk
import JSON
import Tenancy

extension JSONWriter {
    /// An item of `/audit`.
    mutating func write(_ record: AuditRecord) {
        beginObject()
        key("id")
        integer(record.id)
        key("at")
        time(record.at)
        key("actor")
        beginObject()
        key("kind")
        string(record.actor.kind.name)
        key("id")
        optional(record.actor.kind.number.map { Int($0) })
        key("label")
        string(record.actor.label)
        endObject()
        key("address")
        string(record.actor.address)
        key("action")
        string(record.action)
        key("subject")
        beginObject()
        key("kind")
        string(record.subject.kind)
        key("id")
        string(record.subject.id)
        key("label")
        string(record.subject.label)
        endObject()
        key("before")
        stored(record.before)
        key("after")
        stored(record.after)
        key("request_id")
        string(record.actor.requestID)
        key("hash")
        string(record.hashText)
        endObject()
    }

    /// A JSON value of the file. What somebody made of it that is none is shown as the text that it is.
    private mutating func stored(_ text: String?) {
        guard let text else { return null() }
        guard let value = try? JSONValue(parsing: Array(text.utf8)) else { return string(text) }
        self.value(value)
    }

    /// The answer of `/audit/verify`.
    mutating func write(_ check: AuditVerification) {
        beginObject()
        key("ok")
        bool(check.fault == nil)
        key("entries")
        integer(check.entries)
        key("head")
        string(check.hashText)
        key("fault")
        optional(check.fault?.sentence)
        key("faulty_entry")
        optional(check.fault.map { Int($0.entry) })
        endObject()
    }
}
