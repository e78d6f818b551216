import Glibc

/// A pair of accounts, judged.
struct LinkEdge: Sendable {
    /// The engine's numbers of the accounts, and where the pair's record is.
    var a: Int
    var b: Int
    var kind: LinkKind
    var record: Int
    var finding: PairFinding
    var days: Int
    var cancel: Double?
    var innocence: LinkInnocence?
    /// More than chance among all pairs of the tenant.
    var isSignificant = false
    /// And not to be explained by events that both followed: it accuses.
    var isStrong = false
    /// Only a copier, never a twin: one of the two is always the first.
    var isDirected: Bool { finding.isDirected }
}

/// Decides what a watched pair amounts to.
struct LinkJudge: Sendable {
    private let settings: LinkSettings
    /// log10 of the p-value one pair must reach.
    let level: Double
    /// The same for the few pairs that are known to be one person's: they stand among themselves.
    let personLevel: Double

    private static let sizeCorrelation = 0.7
    private static let onTheBar: Float = 0.5
    private static let minimumSettled = 3
    private static let manyOpposite = 15

    /// - Parameters:
    ///   - accounts: accounts that opened often enough to be linked.
    ///   - persons: pairs of accounts that are one person's.
    init(_ settings: LinkSettings, accounts: Int, persons: Int) {
        self.settings = settings
        level = Self.level(settings.falseRate, accounts: accounts)
        personLevel = max(level, log10(settings.falseRate / Double(max(1, persons))))
    }

    /// Bonferroni over all pairs (risk-domain 7.1): 2.0e-8 at 1 % for 1,000 accounts.
    static func level(_ rate: Double, accounts: Int) -> Double {
        let pairs = max(1, Double(accounts) * Double(accounts - 1) / 2)
        return log10(rate / pairs)
    }

    func edge(
        _ record: PairRecord, at position: Int, _ kind: LinkKind, _ ledger: MirrorLedger, between a: Int, and b: Int,
        innocence: LinkInnocence?, known identity: IdentityEdge
    ) -> LinkEdge {
        let isOnePerson = identity.probability >= settings.identity && identity.isMoreThanAddress
        var edge = LinkEdge(
            a: a, b: b, kind: kind, record: position, finding: record.finding, days: record.allDays, cancel: ledger.cancel, innocence: innocence)
        edge.isSignificant =
            record.finding.log10P <= (isOnePerson ? personLevel : level) && Int(record.finding.matches) >= settings.minimumMatches && edge.days >= settings.minimumDays
            && record.finding.similarity >= settings.similarity
        guard edge.isSignificant else { return edge }
        // One person's accounts share a robot, or a wish to cancel out, for a reason.
        if isOnePerson, innocence == .soldRobot { edge.innocence = nil }
        guard edge.innocence == nil else { return edge }
        edge.isStrong = isOnePerson || (kind == .mirror ? isMirror(record, ledger) : isCopy(record))
        return edge
    }

    private func isCopy(_ record: PairRecord) -> Bool {
        // Whoever waits for the same event as another, only longer, is behind him too, but seldom in most of what either does.
        if record.finding.window.isDirected { return record.finding.isDirected && record.finding.similarity >= settings.delayedSimilarity }
        if record.finding.isDirected { return true }
        // Without a source that is always the first, two may as well follow the same market: then nearly all they do must be the same,
        // sizes too, and not when bars begin.
        return record.finding.similarity >= settings.twinSimilarity && record.finding.onTheBar < Self.onTheBar
            && (record.sizeCorrelation ?? 0) >= Self.sizeCorrelation
    }

    /// What one wins the other loses: by the money, or by the way results go against each other where costs blur the money, or nearly all
    /// they do is each other's opposite in one order and of one size.
    private func isMirror(_ record: PairRecord, _ ledger: MirrorLedger) -> Bool {
        guard let (middle, spread) = record.sizeRatio, settings.mirrorRatio.contains(exp(middle)) else { return false }
        let similarity = record.finding.similarity
        let isEnough = ledger.settled >= Self.minimumSettled || similarity >= settings.allOpposite
        if let cancel = ledger.cancel, isEnough, cancel >= settings.cancel { return true }
        if let opposition = ledger.opposition, opposition >= settings.opposition, similarity >= 0.5 { return true }
        return similarity >= settings.allOpposite && record.finding.matches >= Self.manyOpposite && record.finding.isDirected && spread <= 0.1
    }
}
