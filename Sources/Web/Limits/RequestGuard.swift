import Tenancy

/// Lets a request on or holds it back and refuses it, by the limits of its route's budget.
struct RequestGuard: Sendable {
    let limiter: RateLimiter
    let clock: WebClock
    let metrics: WebMetrics

    /// Counts a request for its address, before it is known who asks.
    /// - Throws: ``Problem/rateLimited(_:)`` after a pause.
    func admit(_ arrival: Arrival, _ budget: Budget) async throws -> RateStanding? {
        try await judge(limiter.take(budget, arrival.subjects))
    }

    /// Counts it for the person or program that asks, and for its tenant.
    func admit(_ principal: Principal, _ budget: Budget) async throws -> RateStanding? {
        try await judge(limiter.take(budget, principal.subjects))
    }

    private func judge(_ standing: RateStanding?) async throws -> RateStanding? {
        guard let standing, !standing.isAllowed else { return standing }
        metrics.countRefusal(standing.budget, standing.scope)
        try await clock.sleep(limiter.limits.pause)
        throw Problem.rateLimited(standing)
    }
}

extension Arrival {
    /// Whose buckets the request takes from before it is known who asks.
    var subjects: [RateLimiter.Subject] { address.map { [.address($0.site)] } ?? [] }
}

extension Principal {
    /// Whose buckets its requests take from.
    var subjects: [RateLimiter.Subject] { [.tenant(tenant), .caller(tenant, kind)] }
}
