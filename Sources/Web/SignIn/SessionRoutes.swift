import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/me`: who asks, and where else they are signed in.
struct SessionRoutes: Sendable {
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/me", .needs(.read), me),
            Route(.get, "/api/v1/me/sessions", .person, query: WholeList.keys, list),
            Route(.delete, "/api/v1/me/sessions", .person, endOthers),
            Route(.delete, "/api/v1/me/sessions/{id}", .person, end),
        ]
    }

    private func me(_ call: Call) async throws -> Response {
        let (principal, desk) = (try call.principal, try call.desk)
        let tenant = desk.tenant
        let (user, timeZone) = try await desk.file.read { reader in
            (try principal.user.map { try reader.user($0) }, try reader.timeZone())
        }
        return Answer.json { json in
            json.beginObject()
            json.key("user")
            if let user { SessionRoutes.write(user, principal.role, to: &json) } else { json.null() }
            json.key("tenant")
            json.beginObject()
            json.key("slug")
            json.string(tenant.slug.rawValue)
            json.key("name")
            json.string(tenant.name)
            json.key("plan")
            json.string(tenant.plan.rawValue)
            json.key("time_zone")
            json.string(timeZone)
            json.endObject()
            json.key("permissions")
            json.beginArray()
            for permission in principal.permissions.sorted() { json.string(permission.rawValue) }
            json.endArray()
            json.endObject()
        }
    }

    private static func write(_ user: User, _ role: Role, to json: inout JSONWriter) {
        json.beginObject()
        json.key("id")
        json.integer(user.id.rawValue)
        json.key("email")
        json.string(user.email.rawValue)
        json.key("name")
        json.string(user.name)
        json.key("role")
        json.string(role.rawValue)
        json.key("otp_enabled")
        json.bool(user.otpSince != nil)
        json.endObject()
    }

    private func list(_ call: Call) async throws -> Response {
        let (id, now) = (try call.person, clock.now())
        let sessions = try await (try call.desk).file.read { try $0.sessions(of: id, at: now) }
        return try SessionList.answer(sessions, current: try call.principal.session, call.query)
    }

    private func end(_ call: Call) async throws -> Response {
        let (person, id, actor, now) = (try call.person, try call.id(of: "session"), try call.actor, clock.now())
        let hasEnded = try await (try call.desk).write { writer -> Bool in
            guard let family = try writer.reader.family(ofSession: id, of: person), try writer.revokeSession(family: family, at: now) else {
                return false
            }
            try writer.record(AuditEntry(.signedOut, try writer.reader.user(person).subject), by: actor, at: now)
            return true
        }
        guard hasEnded else { throw Problem.noSuch("session") }
        return Answer.noContent
    }

    private func endOthers(_ call: Call) async throws -> Response {
        let (person, session, actor, now) = (try call.person, try call.principal.session, try call.actor, clock.now())
        try await (try call.desk).write { writer in
            try writer.revokeSessions(of: person, keeping: session, at: now)
            try writer.record(AuditEntry(.sessionsEnded, try writer.reader.user(person).subject), by: actor, at: now)
        }
        return Answer.noContent
    }
}
