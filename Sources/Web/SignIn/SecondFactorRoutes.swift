import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/auth/otp`: a person's own second factor. Turning it on, off, and new recovery codes take the password.
struct SecondFactorRoutes: Sendable {
    let proof: PasswordProof
    let clock: WebClock

    var routes: [Route] {
        [
            Route(.get, "/api/v1/auth/otp", .person, state),
            Route(.post, "/api/v1/auth/otp", .person, body: .form, prepare),
            Route(.put, "/api/v1/auth/otp", .person, body: .form, enable),
            Route(.delete, "/api/v1/auth/otp", .person, body: .form, disable),
            Route(.post, "/api/v1/auth/otp/recovery-codes", .person, body: .form, renewCodes),
        ]
    }

    private func state(_ call: Call) async throws -> Response {
        let (id, desk) = (try call.person, try call.desk)
        let (user, left) = try await desk.file.read { (try $0.user(id), try $0.recoveryCodesLeft(of: id)) }
        return Answer.json { json in
            json.beginObject()
            json.key("enabled")
            json.bool(user.otpSince != nil)
            json.key("since")
            json.time(user.otpSince)
            json.key("recovery_codes_left")
            json.integer(left)
            json.endObject()
        }
    }

    private func prepare(_ call: Call) async throws -> Response {
        let (user, desk) = (try await proven(call), try call.desk)
        let setup = try await desk.write { [tenant = desk.tenant] in try $0.prepareOTP(of: user.id, tenant: tenant) }
        return Answer.json { json in
            json.beginObject()
            json.key("secret")
            json.string(setup.secret)
            json.key("uri")
            json.string(setup.uri)
            json.endObject()
        }
    }

    private func enable(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["code"])
        let code = fields.required("code", atMost: 32)
        try fields.check()
        let (id, actor, now) = (try call.person, try call.actor, clock.now())
        let codes = try await (try call.desk).write { try $0.enableOTP(of: id, code: code, by: actor, at: now) }
        guard let codes else {
            throw Problem.invalid("code", "The code is wrong. Enter what the app shows now; if it stays wrong, check the telephone's clock.")
        }
        return answer(codes)
    }

    private func disable(_ call: Call) async throws -> Response {
        let (user, actor, now) = (try await proven(call), try call.actor, clock.now())
        try await (try call.desk).write { try $0.disableOTP(of: user.id, by: actor, at: now) }
        return Answer.noContent
    }

    private func renewCodes(_ call: Call) async throws -> Response {
        let (user, actor, now) = (try await proven(call), try call.actor, clock.now())
        return answer(try await (try call.desk).write { try $0.renewRecoveryCodes(of: user.id, by: actor, at: now) })
    }

    private func proven(_ call: Call) async throws -> User {
        var fields = try Fields(call.body, knowing: ["password"])
        let password = fields.required("password", atMost: 1024)
        try fields.check()
        return try await proof.demand(password, in: "password", call)
    }

    private func answer(_ codes: [String]) -> Response {
        Answer.json { json in
            json.beginObject()
            json.key("recovery_codes")
            json.beginArray()
            for code in codes { json.string(code) }
            json.endArray()
            json.endObject()
        }
    }
}
