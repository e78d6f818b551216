/// When accounts that trade together are linked (risk-domain 7.1 to 7.5).
public struct LinkSettings: Sendable, Equatable {
    /// Share of tenants in which chance may make one link: the level of a single pair is this over the number of pairs.
    public var falseRate = 0.01
    public var minimumMatches = 5
    public var minimumDays = 2
    /// Matched share of the openings of the account that has fewer.
    public var similarity = 0.3
    /// The same for copiers who wait longer than two seconds.
    public var delayedSimilarity = 0.5
    /// The same for two accounts of which neither is always the first.
    public var twinSimilarity = 0.7
    /// Smallest and largest median ratio of the sizes of a mirror pair.
    public var mirrorRatio = 0.8...1.25
    /// How much of what one account of a mirror pair wins the other must lose.
    public var cancel = 0.9
    /// The same by the correlation of their results, which leaves costs aside; at least half of the trades must match.
    public var opposition = 0.8
    /// Matched share from which accounts that open opposite trades of one size, always in one order, are a pair however they close.
    public var allOpposite = 0.8
    /// Accounts that use one robot's number from which it is one that is sold.
    public var soldRobot = 8
    /// Logins of masters whose followers copy them by agreement (PAMM, MAM).
    public var declaredMasters: Set<Int64> = []
    /// Probability from which two accounts count as one person's.
    public var identity = 0.8
    /// Share of all positions in a symbol from which a cluster is a concentration.
    public var concentration = 0.15
    /// Share under which a single member does not show.
    public var hiddenMember = 0.05

    public init() {}
}
