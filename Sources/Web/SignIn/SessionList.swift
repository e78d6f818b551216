import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// A person's sign-ins as they are told.
enum SessionList {
    /// - Parameter current: the sign-in that asks.
    static func answer(_ sessions: [UserSession], current: String?, _ query: Query) throws(Problem) -> Response {
        try WholeList.page(sessions, list: "sessions", query, reserving: 400, key: { String($0.id) }) { json, session in
            json.beginObject()
            json.key("id")
            json.integer(session.id)
            json.key("created_at")
            json.time(session.createdAt)
            json.key("last_used_at")
            json.time(session.lastUsedAt)
            json.key("expires_at")
            json.time(session.expiresAt)
            json.key("address")
            json.string(session.address)
            json.key("user_agent")
            json.string(session.userAgent)
            json.key("current")
            json.bool(session.family == current)
            json.endObject()
        }
    }
}
