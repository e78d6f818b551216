import Brokerage

/// What the detectors say of one client, taken together once whenever something new came in.
struct ClientVerdict: Sendable {
    var edge: EdgeDetector?
    var isScalper = false
    /// Lower end of the interval of the share of short holds.
    var shortShare = 0.0
    /// His short trades earned, and more likely by an edge than by luck.
    var isEarning = false
    var isMartingale = false
    var isGainingFast = false
    /// Result over deposits of a new account; nil for others.
    var gain: Double?
    var trips = 0
    /// Days from the first deal to the last.
    var days = 0.0
    var depth = 0
    /// Fills far from the market that came back.
    var offMarket = 0
    /// What detectors of patterns found.
    var patterns = PatternFindings()
    /// Opens around releases, mostly, and whether he earns by it.
    var isNewsTrader = false
    var isEarningByNews = false
    /// How many trades the base rate of toxic ones is worth against his own.
    private(set) var toxicStrength = PopulationPrior.initial.toxicStrength
    /// P-values, as they are found.
    var tests = TestResults()
    /// What of ``tests`` stands out of all clients tested: set last.
    private(set) var limits = FindingLimits()
    /// An off-market fill or a proven link: it speaks however few trades there are.
    var hasHardEvidence = false
    /// Member of a copy cluster, and the probability that its members have an edge.
    var isCopying = false
    var clusterEdge = 0.0
    /// One of a proven mirror pair, and whether the house stands behind one of the two.
    var isMirrored = false
    var isMirrorCovered = false

    init() {}

    /// −log10 p of a finding, up to 6; zero for what does not stand out of all clients tested.
    func evidence(_ test: StatisticalTest) -> Double { limits.evidence(tests, test) }

    init(_ account: borrowing ClientAccount, _ settings: borrowing RiskSettings, _ population: PopulationPrior) {
        edge = EdgeDetector(account.history, population: population, unusual: settings.baseRate)
        isScalper = account.history.patterns.scalping.isScalper(settings.scalping)
        if isScalper { shortShare = account.history.patterns.scalping.interval.lowerBound }
        isEarning = account.history.patterns.scalping.shortNet > .zero && Normal.cumulative(edge?.z ?? 0) >= settings.scalping.earning
        isMartingale = account.history.patterns.martingale.isMartingale(settings.martingale)
        depth = account.history.patterns.martingale.depth
        let fast = FastGainDetector(account.history, registeredAt: account.registeredAt)
        isGainingFast = fast.isFast(settings.fastGain)
        gain = fast.age < settings.fastGain.age ? fast.gain : nil
        trips = account.history.trips.count
        if let standing = account.links.first { take(standing) }
        addFlow(account.history, settings)
        (limits, toxicStrength) = (population.limits, population.toxicStrength)
        notePatterns(account, settings, newsLift: population.newsLift)
        if let heard = edge, heard.source == .result, heard.z > 0, isMartingale || patterns.contains(.grid) || patterns.contains(.averaging) {
            edge = EdgeDetector(account.history, population: population, unusual: settings.baseRate, countsResults: false)
        }
        if account.history.ledger.deals > 0 { days = Double(account.history.ledger.lastTime &- account.history.ledger.firstTime) / 86_400e6 }
    }

    private mutating func take(_ standing: LinkStanding) {
        isCopying = standing.copying != nil
        clusterEdge = standing.copying?.edgeProbability ?? 0
        isMirrored = standing.mirroring != nil
        isMirrorCovered = standing.mirroring?.isCovered ?? false
        if isMirrored { hasHardEvidence = true }
    }

    /// What the minute after each fill told.
    private mutating func addFlow(_ history: borrowing ClientHistory, _ settings: borrowing RiskSettings) {
        let latency = LatencyDetector(history.flow, settings.latency)
        tests[.latency] = latency.reference
        tests[.selfLead] = latency.selfLead
        tests[.toxicFlow] = ToxicFlowDetector(history.flow).logP
        offMarket = Int(history.flow.offMarket)
        if offMarket > 0 { hasHardEvidence = true }
    }

    /// What the detectors of patterns say; the tests among them against all clients tested.
    private mutating func notePatterns(_ account: borrowing ClientAccount, _ settings: borrowing RiskSettings, newsLift: Double) {
        patterns = PatternFindings(account, settings)
        let news = account.history.patterns.news
        tests[.news] = news.logP(settings.patterns.news, crowd: newsLift)
        isNewsTrader = evidence(.news) > 0 && news.isHabit(settings.patterns.news)
        isEarningByNews = isNewsTrader && news.isEarning(settings.patterns.news)
        let sniping = Sniping(account.history, settings.patterns.sniping)
        tests[.sniping] = sniping?.logP
        patterns.note(sniping, isProven: evidence(.sniping) > 0, settings.patterns.sniping)
    }
}
