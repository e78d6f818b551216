import Brokerage

/// A link of one account to another, as it is shown.
public struct AccountLink: Sendable, Equatable {
    /// The other account.
    public var account: AccountID
    public var kind: LinkKind
    /// Matched openings of the newest hundred or so; zero for identity links.
    public var matches: Int
    /// Matched share of the openings of the account that has fewer; the probability of one person for identity links.
    public var similarity: Double
    /// Of as many matches by chance, before correction for the number of pairs. It may be zero: see ``log10P``. Nil for identity links.
    public var pValue: Double?
    public var log10P: Double?
    /// Milliseconds that the other account lies behind, in the middle; negative when it leads.
    public var lagMilliseconds: Int?
    /// How much of what one wins the other loses, in matched trades; for mirror links.
    public var cancel: Double?
    /// Whether it stands out of all pairs of the tenant and events that both followed do not explain it.
    public var isProven: Bool
    /// Set where the link is one in good faith.
    public var innocence: LinkInnocence?
    /// A sentence with the figures it rests on.
    public var evidence: String
    /// Why it may be innocent.
    public var innocentExplanation: String
    /// Deals that prove it, of both accounts.
    public var deals: [DealID]
    public var since: Timestamp?
}

/// A group of accounts that trade as one, or against each other, or belong to one person (risk-domain 7.1, 7.3, 7.5).
public struct AccountCluster: Sendable, Equatable {
    /// The smallest member's id.
    public var id: AccountID
    public var kind: LinkKind
    public var members: [AccountID]
    /// Of the weakest link that holds it together; nil for identity.
    public var pValue: Double?
    /// Mean over its links.
    public var similarity: Double
    /// What the members hold, bought less sold, in USD; nil while it cannot be valued.
    public var netUSD: Double?
    /// The same without signs.
    public var exposureUSD: Double?
    /// What the members closed, in USD, theirs to win.
    public var resultUSD: Double?
    /// Probability that its members have an edge; nil while unknown.
    public var edgeProbability: Double?
    public var since: Timestamp?
    public var evidence: String
    public var innocentExplanation: String
    public var deals: [DealID]
    /// A symbol of which the cluster holds a large share while no member does alone.
    public var hiddenConcentration: HiddenConcentration?
}

/// A share of all clients' positions in one symbol that several accounts hold together (risk-domain 7.5).
public struct HiddenConcentration: Sendable, Equatable {
    public var symbol: String
    /// Of all clients' long and short positions together, 0 to 1.
    public var share: Double
    /// The largest of a single member.
    public var largestMember: Double

    /// Nil when the cluster's share is not above `limit` or one member's alone is not below `memberLimit`.
    static func find(_ symbol: String, members: [Double], gross: Double, limit: Double, memberLimit: Double) -> HiddenConcentration? {
        guard gross > 0, let largest = members.max() else { return nil }
        let share = members.reduce(0, +) / gross
        guard share > limit, largest / gross < memberLimit else { return nil }
        return HiddenConcentration(symbol: symbol, share: share, largestMember: largest / gross)
    }
}
