import HTTPTypes
import NIOHTTP1

/// The header fields that every answer carries.
enum SecurityFields {
    /// For the landing page and the dashboard: everything from this host, nothing inline, nowhere in a frame.
    static let pagePolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
        """
    /// For data: nothing may run, whatever it holds.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

    private static let common: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (.referrerPolicy, "same-origin"),
        (.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
    ]

    /// A year, for this host alone: its neighbours may have no TLS.
    private static let insistence = "max-age=31536000"

    /// Adds what the answer does not say itself.
    /// - Parameter insisting: whether browsers are told to come by HTTPS from now on.
    static func add(to fields: inout HTTPFields, insisting: Bool) {
        for (name, value) in common { fields[name] = value }
        if fields[.contentSecurityPolicy] == nil { fields[.contentSecurityPolicy] = dataPolicy }
        if insisting { fields[.strictTransportSecurity] = insistence }
    }

    /// The fields of an answer that is not made by a route.
    static func bare(insisting: Bool) -> HTTPHeaders {
        var fields = HTTPFields()
        add(to: &fields, insisting: insisting)
        return HTTPHeaders(fields.map { ($0.name.rawName, $0.value) })
    }
}

extension HTTPField.Name {
    static let xRequestID = named("X-Request-Id")
    static let idempotencyKey = named("Idempotency-Key")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    static let fetchSite = named("Sec-Fetch-Site")
    static let forwarded = named("Forwarded")
    static let forwardedFor = named("X-Forwarded-For")
    static let forwardedProto = named("X-Forwarded-Proto")
    static let rateLimitLimit = named("RateLimit-Limit")
    static let rateLimitRemaining = named("RateLimit-Remaining")
    static let rateLimitReset = named("RateLimit-Reset")

    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header field") }
        return name
    }
}
