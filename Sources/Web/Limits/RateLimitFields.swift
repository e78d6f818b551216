import HTTPTypes

/// The header fields by which a client sees how many attempts it has left.
enum RateLimitFields {
    /// - Parameters:
    ///   - limit: attempts that are free of waiting.
    ///   - remaining: how many of them are left.
    ///   - reset: seconds until the next attempt may be made.
    static func fields(limit: Int, remaining: Int, reset: Int) -> [HTTPField] {
        [
            HTTPField(name: .rateLimitLimit, value: String(limit)),
            HTTPField(name: .rateLimitRemaining, value: String(remaining)),
            HTTPField(name: .rateLimitReset, value: String(reset)),
        ]
    }
}
