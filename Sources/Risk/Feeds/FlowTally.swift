import Brokerage

/// What an account's opens came to within the minute: the sums behind the tests of latency arbitrage, off-market fills and toxic flow.
///
/// Deals of one symbol within five seconds share their moment, so the first of them speaks for all. Sums of whole numbers only: the
/// facts come in the order of the deals when an account is built anew, and in that of the quotes in life.
struct FlowTally: Sendable, BitwiseCopyable {
    /// Deals closer together than this are one observation, in microseconds.
    static let moment: Int64 = 5_000_000
    private static let lead = PlaceboRates.horizons[PlaceboRates.selfLead]
    private static let toxic = PlaceboRates.horizons[PlaceboRates.toxicity]

    /// Moments, and how many of them were inside a fault of the house's feed, where only the toxic labels count.
    private(set) var n: Int32 = 0
    private(set) var netted: Int32 = 0
    private(set) var toxicity = PairedTally()
    private(set) var selfLead = PairedTally()
    /// Sum of the models' forecasts for 10 s, in hundred-millionths, and how many there were.
    private(set) var forecast: Int64 = 0
    private(set) var forecasts: Int32 = 0
    private(set) var latency = LatencyTally()
    /// Sum of the own feed's lag in microseconds, and moments of which it is known.
    private(set) var lag: Int64 = 0
    private(set) var lags: Int32 = 0
    private(set) var offMarket: Int32 = 0
    /// Ten-thousandths of the account's currency: what off-market fills gained, and latency trades were ahead of the truth.
    private(set) var offMarketGain: Int64 = 0
    private(set) var latencyGain: Int64 = 0
    /// When the account opened last, in microseconds since 1970.
    var lastOpen: Int64 = .min
    private(set) var suspects = RecentDeals()
    private(set) var offMarketDeals = RecentDeals()

    /// - Parameter isMoment: false for a deal right after another of the symbol.
    mutating func add(_ facts: FillFacts, of deal: PendingDeal, isMoment: Bool) {
        if let gap = facts.offMarket { addOffMarket(gap, deal) }
        guard isMoment else { return }
        n &+= 1
        if let base = facts.baseToxicity10 { toxicity.add(facts, within: Self.toxic, base: base) }
        if let value = facts.toxicity10 { (forecast, forecasts) = (forecast &+ value, forecasts &+ 1) }
        if let value = facts.feed?.second, value != 0 { (lag, lags) = (lag &+ Int64(value), lags &+ 1) }
        if let kind = facts.feed?.first, kind != 0 {
            netted &+= 1
            return
        }
        if let base = facts.baseSelfLead { selfLead.add(facts, within: Self.lead, base: base) }
        var isSuspect = facts.reference == nil && Int64(facts.own) <= Self.lead
        if let reference = facts.reference {
            isSuspect = latency.add(deal, reference: reference, spread: facts.spread ?? 0, jump: facts.jump ?? FactPair(0, 0))
            if isSuspect { latencyGain &+= Self.money(deal.markout(at: reference), deal.weight) }
        }
        if isSuspect { suspects.add(DealID(deal.deal)) }
    }

    private mutating func addOffMarket(_ gap: Int64, _ deal: PendingDeal) {
        offMarket &+= 1
        offMarketDeals.add(DealID(deal.deal))
        guard deal.price != 0 else { return }
        offMarketGain &+= Whole.nearest(Double(gap) / abs(Double(deal.price)) * Double(deal.weight) * 100)
    }

    /// Whether the account hit stale quotes or faults of the feed more than twice: its gains say nothing of what others would have had.
    var isSuspect: Bool { latency.hits &+ netted > 2 || selfLead.own > selfLead.opposite &+ 2 }

    /// What ten-thousandths of a basis point of a notional in hundredths are, in ten-thousandths of the currency.
    private static func money(_ markout: Int64, _ weight: Int64) -> Int64 { Whole.nearest(Double(weight) * Double(markout) / 1e6) }
}

/// Trades that were beaten within a time, against the rate of placebos, and against the opposite trades of the same moments.
struct PairedTally: Sendable, BitwiseCopyable {
    private(set) var n: Int32 = 0
    private(set) var beaten: Int32 = 0
    /// Moments in which only the client's side was beaten, and only the opposite.
    private(set) var own: Int32 = 0
    private(set) var opposite: Int32 = 0
    /// Sum of the base rates, in hundred-millionths.
    private(set) var base: Int64 = 0

    mutating func add(_ facts: FillFacts, within horizon: Int64, base: Int64) {
        let (isOwn, isOpposite) = (Int64(facts.own) <= horizon, Int64(facts.opposite) <= horizon)
        n &+= 1
        if isOwn { beaten &+= 1 }
        if isOwn, !isOpposite { own &+= 1 }
        if isOpposite, !isOwn { opposite &+= 1 }
        self.base &+= base
    }

    /// Mean base rate.
    var baseRate: Double { n > 0 ? Double(base) / Double(n) / 1e8 : 0 }

    /// log10 of the probability of so many beaten trades by chance; the sides of the same moments must agree that it is none: a lively
    /// market beats both.
    var logP: Double {
        guard n > 0, own > opposite else { return 0 }
        return Binomial.logTail(Int(beaten), of: Int(n), chance: baseRate)
    }

    /// log10 of the probability that the client's side is beaten so much more often than the opposite by chance.
    var sideLogP: Double { Binomial.logTail(Int(own), of: Int(own) + Int(opposite), chance: 0.5) }
}

/// Opens against the reference feed (risk-domain 6.2).
struct LatencyTally: Sendable, BitwiseCopyable {
    /// Opens of which the reference is known.
    private(set) var n: Int32 = 0
    /// Those in the direction of a jump that the own quote had not followed, ahead of the truth.
    private(set) var hits: Int32 = 0
    /// Sum of the shares of time in which that is possible, in hundred-millionths.
    private(set) var share: Int64 = 0
    /// Opens while the reference was away from the own mid by more than the half-spread: with it and against it.
    private(set) var favour: Int32 = 0
    private(set) var against: Int32 = 0
    /// Edge against the truth at the fill: sum in ten-thousandths of a basis point, and squares in hundredths.
    private var edge: Int64 = 0
    private var squares: Int64 = 0
    private(set) var hitEdge: Int64 = 0
    /// Sum of half-spreads in ten-thousandths of a basis point.
    private var halfSpread: Int64 = 0

    /// Whether the open is a suspect.
    mutating func add(_ deal: PendingDeal, reference: Int64, spread: Int64, jump: FactPair) -> Bool {
        let markout = min(max(deal.markout(at: reference), -10_000_000), 10_000_000)
        n &+= 1
        edge &+= markout
        squares &+= markout / 100 &* (markout / 100)
        share &+= Int64(jump.second)
        if deal.price != 0 { halfSpread &+= Whole.nearest(Double(spread) / 2 / abs(Double(deal.price)) * 1e8, within: 10_000_000) }
        if deal.mid != 0 {
            let lead = deal.isLong ? reference &- deal.mid : deal.mid &- reference
            if lead > spread / 2 { favour &+= 1 } else if lead < -(spread / 2) { against &+= 1 }
        }
        let isHit = jump.first != 0 && (jump.first > 0) == deal.isLong && markout > 0
        if isHit { (hits, hitEdge) = (hits &+ 1, hitEdge &+ markout) }
        return isHit
    }

    /// Mean share of time in which a jump is open.
    var rate: Double { n > 0 ? Double(share) / Double(n) / 1e8 : 0 }
    /// Basis points.
    var meanEdge: Double { n > 0 ? Double(edge) / Double(n) / 1e4 : 0 }
    var meanHitEdge: Double { hits > 0 ? Double(hitEdge) / Double(hits) / 1e4 : 0 }
    var meanHalfSpread: Double { n > 0 ? Double(halfSpread) / Double(n) / 1e4 : 0 }

    /// How many standard errors the mean edge lies above zero; nil for fewer than two.
    var edgeT: Double? {
        guard n > 1 else { return nil }
        let mean = meanEdge * 100
        let variance = max(1, (Double(squares) - Double(n) * mean * mean) / Double(n - 1))
        return mean * Double(n).squareRoot() / variance.squareRoot()
    }

    var logP: Double { Binomial.logTail(Int(hits), of: Int(n), chance: rate) }
    var sideLogP: Double { Binomial.logTail(Int(favour), of: Int(favour) + Int(against), chance: 0.5) }
}
