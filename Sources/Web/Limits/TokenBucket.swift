/// Holds as many tokens as an allowance counts and fills evenly. Each request takes one; the bucket may be left in debt by what is
/// known only afterwards, such as the size of a body.
struct TokenBucket: Sendable {
    private(set) var tokens: Double
    /// On the clock that only goes forward.
    private(set) var filledAt: Duration

    init(_ allowance: Allowance, at now: Duration) { (tokens, filledAt) = (Double(allowance.count), now) }

    mutating func fill(_ allowance: Allowance, at now: Duration) {
        guard now > filledAt else { return }
        tokens = min(Double(allowance.count), tokens + (now - filledAt).inSeconds * allowance.rate)
        filledAt = now
    }

    /// Whether a request may be answered. Fill it first.
    var hasToken: Bool { tokens >= 1 }

    mutating func take(_ cost: Double) { tokens -= cost }

    /// Seconds until it holds so many.
    func wait(for wanted: Double, _ allowance: Allowance) -> Double { max(0, (wanted - tokens) / allowance.rate) }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
