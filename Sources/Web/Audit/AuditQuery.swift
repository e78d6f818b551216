import Brokerage
import JSON
import Tenancy

/// The filters of the audit trail as they stand in a query.
enum AuditQuery {
    static let keys: Set<String> = ["from", "to", "action", "actor", "subject", "search"]
    private static let actorKinds = ["user", "program", "administrator", "system"]

    static func filter(_ query: Query) throws(Problem) -> AuditFilter {
        var filter = AuditFilter()
        filter.from = try time("from", query)
        filter.to = try time("to", query)
        filter.action = try text("action", query)
        filter.search = try text("search", query)
        if let actor = try text("actor", query) { (filter.actorKind, filter.actorID) = try AuditQuery.actor(actor) }
        if let subject = try text("subject", query) {
            let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
            (filter.subjectKind, filter.subjectID) = (parts.first, parts.count > 1 ? parts[1] : nil)
        }
        return filter
    }

    /// What was asked for, as the trail itself tells of it.
    static func value(_ query: Query) -> JSONValue {
        .object((keys.sorted() + ["format"]).compactMap { key in query[key].map { .init(name: key, value: .string($0)) } })
    }

    private static func text(_ key: String, _ query: Query) throws(Problem) -> String? {
        guard let text = query[key] else { return nil }
        guard (1...200).contains(text.utf8.count), !text.utf8.contains(0) else { throw .invalid(key, "It must have 1 to 200 bytes.") }
        return text
    }

    private static func time(_ key: String, _ query: Query) throws(Problem) -> Timestamp? {
        guard let text = query[key] else { return nil }
        guard let time = Timestamp(rfc3339: text) else { throw .invalid(key, "It must be a time such as 2026-03-01T00:00:00Z.") }
        return time
    }

    /// `user:7`, or a kind alone.
    private static func actor(_ text: String) throws(Problem) -> (kind: String, id: Int64?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let id = parts.count > 1 ? Int64(parts[1]) : nil
        guard let kind = parts.first.map(String.init), actorKinds.contains(kind), parts.count == 1 || id != nil else {
            throw .invalid("actor", "It must be one of \(actorKinds.joined(separator: ", ")), with the id of one behind it as in user:7.")
        }
        return (kind, id)
    }
}
