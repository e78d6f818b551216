import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/auth/…` and `/me`.
struct SignInRoutes: Sendable {
    let service: SignInService
    let authenticator: Authenticator

    var routes: [Route] {
        [
            Route(.post, "/api/v1/auth/login", .open, body: .form, signIn),
            Route(.post, "/api/v1/auth/refresh", .open, body: .optionalForm, refresh),
            Route(.post, "/api/v1/auth/logout", .open, body: .optionalForm, signOut),
            Route(.get, "/api/v1/me", .needs(.read), me),
        ]
    }

    private func signIn(_ call: Call) async throws -> Response {
        // No user has a second factor yet, so what stands in `otp` is not looked at.
        var fields = try Fields(call.body, knowing: ["tenant", "email", "password", "otp"])
        let attempt = SignInService.Attempt(
            tenant: fields.required("tenant", atMost: 64), email: fields.required("email", atMost: 254),
            password: fields.required("password", atMost: 1024), address: call.peer,
            userAgent: String((call.request.headers[.userAgent] ?? "").prefix(256)))
        _ = fields.text("otp", atMost: 32)
        try fields.check()
        return answer(try await service.signIn(attempt), call)
    }

    private func refresh(_ call: Call) async throws -> Response {
        guard let cookie = cookie(call) else { throw clearing(.refreshRefused, call) }
        do {
            return answer(
                try await service.refresh(
                    cookie: cookie, address: call.peer, userAgent: String((call.request.headers[.userAgent] ?? "").prefix(256))),
                call)
        } catch let problem as Problem where problem.status == .unauthorized {
            throw clearing(problem, call)
        }
    }

    private func signOut(_ call: Call) async throws -> Response {
        var principal: Principal?
        if let token = Authenticator.bearer(call.request.headers[.authorization]) {
            principal = try await authenticator.caller(bearer: token)?.principal
        }
        try await service.signOut(cookie: cookie(call), principal: principal)
        var response = Answer.noContent
        for field in SignInCookies(call.arrival).clear() { response.headers.append(field) }
        return response
    }

    private func me(_ call: Call) async throws -> Response {
        let (principal, desk) = (try call.principal, try call.desk)
        let tenant = desk.tenant
        var user: User?
        if let id = principal.user { user = try await desk.file.read { try $0.user(id) } }
        return Answer.json { json in
            json.beginObject()
            json.key("user")
            if let user {
                json.beginObject()
                json.key("id")
                json.integer(user.id.rawValue)
                json.key("email")
                json.string(user.email.rawValue)
                json.key("name")
                json.string(user.name)
                json.key("role")
                json.string(principal.role.rawValue)
                json.endObject()
            } else {
                json.null()
            }
            json.key("tenant")
            json.beginObject()
            json.key("slug")
            json.string(tenant.slug.rawValue)
            json.key("name")
            json.string(tenant.name)
            json.key("plan")
            json.string(tenant.plan.rawValue)
            json.endObject()
            json.key("permissions")
            json.beginArray()
            for permission in principal.permissions.sorted() { json.string(permission.rawValue) }
            json.endArray()
            json.endObject()
        }
    }

    // MARK: Cookies

    private func answer(_ signedIn: SignedIn, _ call: Call) -> Response {
        var response = Answer.json { json in
            json.beginObject()
            json.key("access_token")
            json.string(signedIn.access)
            json.key("token_type")
            json.string("Bearer")
            json.key("expires_in")
            json.integer(AccessToken.lifetime)
            json.endObject()
        }
        for field in SignInCookies(call.arrival).set(refresh: signedIn.refresh, lifetime: signedIn.refreshLifetime, access: signedIn.access) {
            response.headers.append(field)
        }
        return response
    }

    private func cookie(_ call: Call) -> String? {
        SignInCookies.value(SignInCookies(call.arrival).refreshName, in: call.request.headers[values: .cookie])
    }

    private func clearing(_ problem: Problem, _ call: Call) -> Problem {
        var problem = problem
        problem.headers += SignInCookies(call.arrival).clear()
        return problem
    }
}
