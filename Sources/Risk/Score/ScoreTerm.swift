/// One kind of evidence: what it adds to the log-odds of harm, and how it is told.
///
/// A new kind is a file with a `static let` of this type and a line in ``all``.
struct ScoreTerm: Sendable {
    let code: String
    let title: String
    /// Why it may be innocent.
    let innocentExplanation: String
    /// Log-odds added, already inside the kind's own bounds.
    let logOdds: @Sendable (borrowing ClientVerdict) -> Double
    /// The figures behind it.
    let explain: @Sendable (borrowing ClientAccount, borrowing ClientVerdict, borrowing RiskSettings) -> ScoreEvidence
    /// Whether it is told though it moves no points: a pattern that is a label.
    var isFound: @Sendable (borrowing ClientVerdict) -> Bool = { _ in false }

    /// What stands in place of ``innocentExplanation`` where the points are negative.
    static let speaksForTheClient = "Speaks for the client."

    /// Every kind of evidence, in the order in which reasons are told.
    static let all: [ScoreTerm] = [
        .edge, .latency, .toxicFlow, .offMarket, .scalping, .news, .sniping, .bonusAbuse, .swapArbitrage, .churning, .martingale, .grid,
        .fastGain, .copyCluster, .mirrorPair, .tenure,
        .swapFree, .sharpDeals, .runUpper, .doubled, .passingThrough, .structuring, .methodMismatch, .styleChange, .bursts, .automation,
    ]
}

/// The figures behind one reason; money in the account's currency.
struct ScoreEvidence: Sendable {
    var text: String
    var pValue: Double?
    var interval: ClosedRange<Double>?
    var n: Int
    var money: Double?
    var deals = RecentDeals()
}
