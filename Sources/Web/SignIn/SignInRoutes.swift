import Brokerage
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON

/// `/auth/login`, `/auth/refresh` and `/auth/logout`.
struct SignInRoutes: Sendable {
    let service: SignInService
    let authenticator: Authenticator

    var routes: [Route] {
        [
            Route(.post, "/api/v1/auth/login", .open, body: .form, signIn),
            Route(.post, "/api/v1/auth/refresh", .open, body: .optionalForm, refresh),
            Route(.post, "/api/v1/auth/logout", .open, body: .optionalForm, signOut),
        ]
    }

    private func signIn(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["tenant", "email", "password", "otp"])
        let attempt = SignInService.Attempt(
            tenant: fields.required("tenant", atMost: 64), email: fields.required("email", atMost: 254),
            password: fields.required("password", atMost: 1024), otp: fields.text("otp", atMost: 32), origin: call.origin)
        try fields.check()
        return answer(try await service.signIn(attempt), call)
    }

    private func refresh(_ call: Call) async throws -> Response {
        guard let cookie = cookie(call) else { throw clearing(.refreshRefused, call) }
        do {
            return answer(try await service.refresh(cookie: cookie, from: call.origin), call)
        } catch let problem as Problem where problem.status == .unauthorized {
            throw clearing(problem, call)
        }
    }

    private func signOut(_ call: Call) async throws -> Response {
        var caller: Call.Caller?
        if let token = Authenticator.bearer(call.request.headers[.authorization]) {
            caller = try await authenticator.caller(bearer: token, from: call.peer)
        }
        try await service.signOut(cookie: cookie(call), caller: caller, from: call.origin)
        var response = Answer.noContent
        for field in SignInCookies(call.arrival).clear() { response.headers.append(field) }
        return response
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
