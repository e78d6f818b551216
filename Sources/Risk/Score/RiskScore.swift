import Brokerage

/// A score without its texts: what changes with every deal and is stored.
public struct ScoreBrief: Sendable, Equatable {
    /// 0 to 100.
    public var score: Int
    public var band: RiskBand
    /// Version of the weights. Same inputs and same version give the same score.
    public var version: Int
    /// Time of the account's newest deal that went in.
    public var watermark: Timestamp?
    public var roundTrips: Int
    /// False below ten round trips: the score is then held under 60.
    public var enoughData: Bool
}

/// A score with everything that explains it.
public struct RiskScore: Sendable, Equatable {
    public var brief: ScoreBrief
    /// Points of a client of whom nothing is known. ``basePoints`` and the reasons' points sum to the score before rounding.
    public var basePoints: Double
    public var reasons: [RiskReason]
    public var expectedLoss: ExpectedLoss?
    public var advice: BookAdvice?
    /// The share of what is open that must be covered to keep the client's part of the value at risk under its limit; nil without a limit.
    public var coverShare: Double?
    /// About how many round trips would settle whether the client has an edge. Nil when unknown or already enough.
    public var tripsNeeded: Int?
    /// What the closed trades prove of skill; nil for fewer than two, or without spread.
    public var skill: SkillFigures?

    public var score: Int { brief.score }
    public var band: RiskBand { brief.band }
    public var version: Int { brief.version }
    public var watermark: Timestamp? { brief.watermark }
    public var roundTrips: Int { brief.roundTrips }
    public var enoughData: Bool { brief.enoughData }
}

/// One piece of evidence in a score.
public struct RiskReason: Sendable, Equatable {
    public var code: String
    public var title: String
    /// Points added to the score; negative ones speak for the client.
    public var points: Double
    /// A sentence with the figures it rests on.
    public var evidence: String
    public var pValue: Double?
    public var interval: ClosedRange<Double>?
    /// Observations.
    public var n: Int
    /// What the behaviour earned the client in USD; the house lost as much.
    public var usd: Double?
    /// Deals that prove it, the newest last, at most a handful.
    public var deals: [DealID]
    /// Why it may be innocent.
    public var innocentExplanation: String
}

/// What the client is expected to take from the house in 30 days, with its 80 % interval, in USD.
public struct ExpectedLoss: Sendable, Equatable {
    public var usd: Double
    public var low: Double
    public var high: Double
}

/// Which book would serve the house better, and since when this is said (risk-domain 8.3).
public struct BookAdvice: Sendable, Equatable {
    public var book: Book
    /// Probability that covering earns more than keeping.
    public var probability: Double
    /// What following the advice saves in 30 days, in USD; zero while the account is where it should be, or too little is known.
    public var savingUSD: Double
    /// Midnight (UTC) of the day on which it was advised first; nil while nothing speaks against the account's own book.
    public var since: Timestamp?
}
