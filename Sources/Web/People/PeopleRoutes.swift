import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/users`: the people of the tenant, for those who manage them.
struct PeopleRoutes: Sendable {
    /// How browsers reach the server, when that is configured.
    let publicURL: String?
    let clock: WebClock

    var routes: [Route] {
        let (all, one) = ("/api/v1/users", "/api/v1/users/{id}")
        return [
            Route(.get, all, .needs(.manageUsers), query: WholeList.keys, list),
            Route(.post, all, .needs(.manageUsers), body: .form, invite),
            Route(.get, one, .needs(.manageUsers), read),
            Route(.patch, one, .needs(.manageUsers), body: .form, change),
            Route(.delete, one, .needs(.manageUsers), withdraw),
            Route(.post, one + "/link", .needs(.manageUsers), body: .optionalForm, makeLink),
            Route(.post, one + "/reset-otp", .needs(.manageUsers), body: .optionalForm, resetOTP),
            Route(.get, one + "/sessions", .needs(.manageUsers), query: WholeList.keys, sessions),
            Route(.delete, one + "/sessions", .needs(.manageUsers), endSessions),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let users = try await (try call.desk).file.read { try $0.users() }
        return try WholeList.page(users, list: "users", call.query, reserving: 300, key: { String($0.id.rawValue) }) { $0.write($1) }
    }

    private func read(_ call: Call) async throws -> Response {
        let id = try id(call)
        let user = try await (try call.desk).file.read { try $0.user(id) }
        return Answer.json { $0.write(user) }
    }

    private func invite(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["email", "name", "role"])
        let email = EmailAddress(rawValue: fields.required("email", atMost: 254))
        if email == nil, !fields.hasFault(in: "email") { fields.fault("email", "It must be an e-mail address.") }
        let (name, role) = (fields.text("name", atMost: 100) ?? "", fields.choice("role", Role.self))
        if role == nil, !fields.hasFault(in: "role") { fields.fault("role", "It is needed.") }
        try fields.check()
        guard let email, let role else { throw Problem.malformed("The body must name an e-mail address and a role.") }
        let (manager, now) = (try call.manager, clock.now())
        let (user, link, secret) = try await (try call.desk).write { try $0.invite(email, name: name, role: role, by: manager, at: now) }
        let text = try self.link(secret, call)
        var response = Answer.json(status: .created) { $0.write(user, link: text, expiresAt: link.expiresAt) }
        response.headers[.location] = "/api/v1/users/\(user.id.rawValue)"
        return response
    }

    private func change(_ call: Call) async throws -> Response {
        let id = try id(call)
        var fields = try Fields(call.body, knowing: ["name", "role", "disabled"])
        let change = UserChange(
            name: fields.text("name", atMost: 100), role: fields.choice("role", Role.self), isDisabled: fields.flag("disabled"))
        try fields.check()
        let (manager, now) = (try call.manager, clock.now())
        let user = try await (try call.desk).write { try $0.change(user: id, change, by: manager, at: now) }
        return Answer.json { $0.write(user) }
    }

    private func withdraw(_ call: Call) async throws -> Response {
        let (id, manager, now) = (try id(call), try call.manager, clock.now())
        try await (try call.desk).write { try $0.withdraw(invitationOf: id, by: manager, at: now) }
        return Answer.noContent
    }

    private func makeLink(_ call: Call) async throws -> Response {
        let (id, manager, now) = (try id(call), try call.manager, clock.now())
        try call.demandEmptyBody()
        let (_, link, secret) = try await (try call.desk).write { try $0.makeLink(for: id, by: manager, at: now) }
        let text = try self.link(secret, call)
        return Answer.json { json in
            json.beginObject()
            json.writeLink(text, expiresAt: link.expiresAt)
            json.endObject()
        }
    }

    private func resetOTP(_ call: Call) async throws -> Response {
        let (id, manager, now) = (try id(call), try call.manager, clock.now())
        try call.demandEmptyBody()
        try await (try call.desk).write { try $0.resetOTP(of: id, by: manager, at: now) }
        return Answer.noContent
    }

    private func sessions(_ call: Call) async throws -> Response {
        let (id, now) = (try id(call), clock.now())
        let sessions = try await (try call.desk).file.read { reader in try reader.sessions(of: try reader.user(id).id, at: now) }
        return try SessionList.answer(sessions, current: try call.principal.session, call.query)
    }

    private func endSessions(_ call: Call) async throws -> Response {
        let (id, manager, now) = (try id(call), try call.manager, clock.now())
        try await (try call.desk).write { try $0.endSessions(of: id, by: manager, at: now) }
        return Answer.noContent
    }

    private func id(_ call: Call) throws(Problem) -> UserID { UserID(try call.id(of: "user")) }

    private func link(_ secret: String, _ call: Call) throws(Problem) -> String {
        let token = TenantToken(tenant: try call.principal.tenant, secret: secret)
        // The token stands behind `#`, which browsers send to no server.
        return "\(publicURL ?? call.ownURL)/dashboard/welcome#\(token.text)"
    }
}

extension JSONWriter {
    /// An item of `/users`.
    fileprivate mutating func write(_ user: User, link: String? = nil, expiresAt: Timestamp? = nil) {
        beginObject()
        key("id")
        integer(user.id.rawValue)
        key("email")
        string(user.email.rawValue)
        key("name")
        string(user.name)
        key("role")
        string(user.role.rawValue)
        key("disabled")
        bool(user.isDisabled)
        key("invited")
        bool(user.isInvited)
        key("otp_enabled")
        bool(user.otpSince != nil)
        key("created_at")
        time(user.createdAt)
        key("last_login_at")
        time(user.lastLoginAt)
        if let link, let expiresAt { writeLink(link, expiresAt: expiresAt) }
        endObject()
    }

    fileprivate mutating func writeLink(_ link: String, expiresAt: Timestamp) {
        key("link")
        string(link)
        key("link_expires_at")
        time(expiresAt)
    }
}
