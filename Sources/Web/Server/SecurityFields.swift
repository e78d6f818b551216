import HTTPTypes

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

    /// Adds what the answer does not say itself.
    static func add(to fields: inout HTTPFields) {
        for (name, value) in common { fields[name] = value }
        if fields[.contentSecurityPolicy] == nil { fields[.contentSecurityPolicy] = dataPolicy }
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
    static let rateLimitLimit = named("RateLimit-Limit")
    static let rateLimitRemaining = named("RateLimit-Remaining")
    static let rateLimitReset = named("RateLimit-Reset")

    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header field") }
        return name
    }
}
