import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/auth/links`: choosing a password by the one-time link of an invitation or a reset.
struct LinkRoutes: Sendable {
    let desks: Desks
    let passwords: WorkThreads
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.post, "/api/v1/auth/links/check", .open, body: .form, check),
            Route(.post, "/api/v1/auth/links/accept", .open, body: .form, accept),
        ]
    }

    private struct Found: Sendable {
        var desk: Desk
        var secret: String
        var link: AccessLink
        var user: User
    }

    /// - Throws: ``Problem/linkRefused`` whatever is wrong with it.
    private func find(_ text: String) async throws -> Found {
        guard let token = TenantToken(text), let desk = try await desks.known(token.tenant) else { throw Problem.linkRefused }
        let now = clock.now()
        guard let (link, user) = try await desk.file.read({ try $0.link(token.secret, at: now) }) else { throw Problem.linkRefused }
        return Found(desk: desk, secret: token.secret, link: link, user: user)
    }

    private func check(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["token"])
        let token = fields.required("token", atMost: 256)
        try fields.check()
        let found = try await find(token)
        return Answer.json { json in
            json.beginObject()
            json.key("tenant")
            json.string(found.desk.slug.rawValue)
            json.key("tenant_name")
            json.string(found.desk.tenant.name)
            json.key("email")
            json.string(found.user.email.rawValue)
            json.key("kind")
            json.string(found.link.kind.rawValue)
            json.key("expires_at")
            json.time(found.link.expiresAt)
            json.endObject()
        }
    }

    private func accept(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["token", "password", "name"])
        let (token, password) = (fields.required("token", atMost: 256), fields.required("password", atMost: 1024))
        let name = fields.text("name", atMost: 100)
        try fields.check()
        let found = try await find(token)
        let names = found.user.names(at: found.desk.tenant) + (name.map { [$0] } ?? [])
        if let fault = PasswordRule.fault(in: password, names: names) { throw Problem.invalid("password", fault) }
        let hash = try await passwords.run { try Password.hash(password) }
        let (peer, requestID, now) = (call.peer, call.requestID, clock.now())
        let user = try await found.desk.write {
            try $0.accept(link: found.secret, passwordHash: hash, name: name, address: peer, requestID: requestID, at: now)
        }
        guard user != nil else { throw Problem.linkRefused }
        return Answer.noContent
    }
}
