/// Whose requests are counted together.
public enum RateScope: String, Sendable, Hashable, CaseIterable {
    /// All people and programs of a tenant.
    case tenant
    /// One person, or one program's key.
    case caller
    /// One address; 64 bits of IPv6 count as one.
    case address
}

/// How many requests are answered, for each budget and scope. Where nothing is stated there is no limit.
public struct RateLimits: Sendable, Equatable {
    private var allowances: [Budget: [RateScope: Allowance]]
    /// How long a refusal is held back, so that a client that asks again at once is slowed by that and costs its neighbours nothing.
    public var pause = Duration.milliseconds(200)

    /// No limits at all.
    public static let none = RateLimits(allowances: [:])

    /// Well above what people and well-behaved programs need, and below what would keep others waiting.
    public static let standard = RateLimits(allowances: [
        // In requests, and in each 64 KiB of a body beyond the first.
        .ingest: [.tenant: Allowance(40_000, in: 10), .caller: Allowance(20_000, in: 10), .address: Allowance(40_000, in: 10)],
        .reads: [.tenant: Allowance(10_000, in: 10), .caller: Allowance(3_000, in: 10), .address: Allowance(10_000, in: 10)],
        .writes: [.tenant: Allowance(1_200, in: 60), .caller: Allowance(600, in: 60), .address: Allowance(1_200, in: 60)],
        .reports: [.tenant: Allowance(120, in: 60), .caller: Allowance(60, in: 60), .address: Allowance(120, in: 60)],
        .signIn: [.tenant: Allowance(600, in: 60), .caller: Allowance(60, in: 60), .address: Allowance(300, in: 60)],
    ])

    public subscript(budget: Budget, scope: RateScope) -> Allowance? {
        get { allowances[budget]?[scope] }
        set { allowances[budget, default: [:]][scope] = newValue }
    }
}
