import HTTPTypes

extension HTTPResponse.Status {
    /// 507 of RFC 4918.
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension Problem {
    static let notFound = Problem(.notFound, "not-found", "Not found", "There is nothing at this address.")
    static let unauthorized = Problem.asking(
        Problem(.unauthorized, "unauthorized", "Sign-in needed", "Send a valid access token or API key as a bearer token."))
    static let forbidden = Problem(.forbidden, "forbidden", "Not allowed", "Your role does not allow this.")
    static let foreignOrigin = Problem(
        .forbidden, "foreign-origin", "Foreign origin", "The request came from a page of another site.")
    static let signInRefused = Problem(
        .unauthorized, "sign-in-refused", "Sign-in refused", "Tenant, email or password is wrong.")
    /// Told only to someone whose password was right.
    static func otpRequired(_ detail: String) -> Problem { Problem(.unauthorized, "otp-required", "Code needed", detail) }
    static let addressRefused = Problem(
        .forbidden, "address-refused", "Address not allowed", "This API key may not be used from your address. Its owner can allow it.")
    static let peopleOnly = Problem(.forbidden, "people-only", "For people only", "This is for people who have signed in; an API key cannot do it.")
    static let linkRefused = Problem(
        .notFound, "link-refused", "Link not valid", "The link was used, has run out or was replaced. Ask whoever sent it for a new one.")
    static let setupRefused = Problem(
        .forbidden, "setup-refused", "Set-up token not valid",
        "The set-up token is wrong, was used or has run out. On the server, run: veles setup-token")
    static let refreshRefused = Problem(
        .unauthorized, "refresh-refused", "Session ended", "The session has ended. Sign in again.")

    static let noHost = Problem(.badRequest, "host-needed", "One host needed", "A request names one host, in one Host field.")

    static func noSuch(_ thing: String) -> Problem {
        Problem(.notFound, "not-found", "Not found", "There is no such \(thing).")
    }

    static func invalid(_ field: String, _ detail: String) -> Problem { invalid([Field(field: field, detail: detail)]) }

    static func invalid(_ fields: [Field]) -> Problem {
        var problem = Problem(
            .badRequest, "invalid-request", "Invalid request", fields.map { "\($0.field): \($0.detail)" }.joined(separator: " "))
        problem.fields = fields
        return problem
    }

    static func malformed(_ detail: String) -> Problem { Problem(.badRequest, "malformed-body", "Malformed body", detail) }

    static func tooLarge(limit: Int) -> Problem {
        Problem(.contentTooLarge, "body-too-large", "Body too large", "The body may have at most \(limit) bytes here.")
    }

    static func unsupportedType(_ wanted: String) -> Problem {
        Problem(.unsupportedMediaType, "unsupported-media-type", "Unsupported media type", "Send \(wanted).")
    }

    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        var problem = Problem(
            .methodNotAllowed, "method-not-allowed", "Method not allowed", "Allowed here: \(allowed.joined(separator: ", ")).")
        problem.headers = [HTTPField(name: .allow, value: allowed.joined(separator: ", "))]
        return problem
    }

    static func busy(retryAfter: Int) -> Problem {
        var problem = Problem(.serviceUnavailable, "busy", "Busy", "The server has too much to do at the moment. Try again shortly.")
        problem.retryAfter = retryAfter
        return problem
    }

    /// - Parameter limit: how many attempts are free of waiting.
    static func tooManyRequests(limit: Int, retryAfter: Int) -> Problem {
        var problem = Problem(
            .tooManyRequests, "too-many-requests", "Too many attempts", "Wait \(retryAfter) s before the next attempt.")
        problem.retryAfter = retryAfter
        problem.headers = RateLimitFields.fields(limit: limit, remaining: 0, reset: retryAfter)
        return problem
    }

    private static func asking(_ problem: Problem) -> Problem {
        var problem = problem
        problem.headers = [HTTPField(name: .wwwAuthenticate, value: "Bearer")]
        return problem
    }
}
