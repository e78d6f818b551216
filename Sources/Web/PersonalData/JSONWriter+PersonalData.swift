import Brokerage
import Desk
import JSON
import Tenancy

// The parts of a client's personal data.
extension JSONWriter {
    mutating func writeArray<Item>(_ items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
        beginArray()
        for item in items { write(item, &self) }
        endArray()
    }

    mutating func write(_ stored: StoredAccount, erasedAt: Timestamp?) {
        let account = stored.account
        beginObject()
        key("id")
        integer(stored.id.rawValue)
        key("connection_id")
        integer(stored.connection.rawValue)
        key("server")
        string(stored.server)
        key("account_number")
        string(String(account.login))
        for (name, text) in [
            ("group", account.group), ("name", account.name), ("email", account.email), ("country", account.country),
            ("introducer", account.introducer), ("status", account.status), ("currency", account.currency), ("book", account.book?.rawValue),
        ] {
            key(dynamic: name)
            optional(text)
        }
        key("leverage")
        optional(account.leverage)
        key("registered_at")
        time(account.registeredAt)
        key("balance")
        exact(account.balance)
        key("credit")
        exact(account.credit)
        key("equity")
        exact(account.equity)
        key("risk_score")
        optional(stored.riskScore)
        key("band")
        optional(stored.band)
        key("first_seen_at")
        time(stored.firstSeenAt)
        key("erased_at")
        time(erasedAt)
        endObject()
    }

    mutating func write(_ session: ClientSession) {
        beginObject()
        key("time")
        time(session.time)
        key("address")
        string(session.address)
        key("device")
        optional(session.device)
        key("application")
        optional(session.application)
        endObject()
    }

    mutating func write(_ transfer: Transfer) {
        beginObject()
        key("time")
        time(transfer.time)
        key("method")
        string(transfer.method)
        key("amount")
        exact(transfer.amount)
        key("reference")
        optional(transfer.reference)
        endObject()
    }

    mutating func write(_ alert: Alert, comments: [AlertComment]) {
        beginObject()
        key("alert")
        write(alert)
        key("comments")
        writeArray(comments) { comment, json in
            json.beginObject()
            json.key("user_id")
            json.optional(comment.user.map { Int($0.rawValue) })
            json.key("created_at")
            json.time(comment.createdAt)
            json.key("text")
            json.string(comment.text)
            json.endObject()
        }
        endObject()
    }
}
