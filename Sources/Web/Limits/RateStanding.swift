import HTTPTypes

/// How a bucket stands after a request, as `RateLimit` fields tell the client.
struct RateStanding: Sendable, Equatable {
    let budget: Budget
    let scope: RateScope
    let allowance: Allowance
    let isAllowed: Bool
    /// Whole requests that are left.
    let remaining: Int
    /// Whole seconds until one more is allowed when it was refused, else until all are there again.
    let reset: Int
    /// What is left, as a part of the whole; below zero in debt.
    let share: Double

    init(_ allowance: Allowance, _ bucket: TokenBucket, scope: RateScope, budget: Budget, isAllowed: Bool) {
        (self.allowance, self.scope, self.budget, self.isAllowed) = (allowance, scope, budget, isAllowed)
        remaining = max(0, Int(bucket.tokens))
        let wait = bucket.wait(for: isAllowed ? Double(allowance.count) : 1, allowance)
        reset = isAllowed ? Int(wait.rounded(.up)) : max(1, Int(wait.rounded(.up)))
        share = bucket.tokens / Double(allowance.count)
    }

    /// The one that has less left.
    static func tighter(_ one: RateStanding?, _ other: RateStanding?) -> RateStanding? {
        guard let one, let other else { return one ?? other }
        return one.share < other.share ? one : other
    }

    var fields: [HTTPField] { RateLimitFields.fields(limit: allowance.count, remaining: remaining, reset: reset) }
}

extension Problem {
    /// Too many requests of one kind.
    static func rateLimited(_ standing: RateStanding) -> Problem {
        let whose =
            switch standing.scope {
            case .tenant: "Your company"
            case .caller: "This sign-in or key"
            case .address: "Your address"
            }
        let what = standing.budget.rawValue.replacing("_", with: "-")
        var problem = Problem(
            .tooManyRequests, "rate-limited", "Too many requests",
            "\(whose) has used up the limit of \(what): \(standing.allowance.count) in \(standing.allowance.seconds) s. Wait \(standing.reset) s.")
        problem.retryAfter = standing.reset
        problem.headers = standing.fields
        return problem
    }
}
