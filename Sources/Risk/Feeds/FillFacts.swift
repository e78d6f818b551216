import Brokerage

/// What the feeds taught of one opening deal within a minute and a second, as it is stored and as the account's tallies take it in.
struct FillFacts: Sendable {
    /// Microseconds until the own feed beat the deal's price, and that of the opposite trade.
    var own: Int32 = FillWatch.never
    var opposite: Int32 = FillWatch.never
    var spread: Int64?
    var reference: Int64?
    var jump: FactPair?
    /// What kind of incident the deal fell into, as ``FeedNetting`` has it, and the feed's lag in microseconds.
    var feed: FactPair?
    var baseToxicity10: Int64?
    var toxicity10: Int64?
    var baseSelfLead: Int64?
    var offMarket: Int64?

    /// Nil while the minute is not over, or nobody watched.
    init?(_ known: borrowing DealKnowledge) {
        // Sorted by kind, and what comes after the horizons is mostly this.
        guard let last = known.facts.last, last.kind >= MarkoutFact.beaten else { return nil }
        var beaten: FactPair?
        for fact in known.facts.reversed() where fact.kind >= MarkoutFact.referenceMid {
            let value = fact.value.units
            switch fact.kind {
            case MarkoutFact.beaten: beaten = FactPair(value)
            case MarkoutFact.spread: spread = value
            case MarkoutFact.referenceMid: reference = value
            case MarkoutFact.jump: jump = FactPair(value)
            case MarkoutFact.feed: feed = FactPair(value)
            case MarkoutFact.baseToxicity10: baseToxicity10 = value
            case MarkoutFact.toxicity10: toxicity10 = value
            case MarkoutFact.baseSelfLead: baseSelfLead = value
            case MarkoutFact.offMarket: offMarket = value
            default: break
            }
        }
        guard let beaten else { return nil }
        (own, opposite) = (beaten.first, beaten.second)
    }

    /// What a watch came to.
    init(_ watch: FillWatch, netting: FeedNetting?, lag: Int64?, isOffMarket: Bool) {
        (own, opposite) = (watch.own, watch.opposite)
        spread = watch.spread
        if watch.reference != 0 { (reference, jump) = (watch.reference, watch.jump) }
        if netting != nil || lag != nil { feed = FactPair(netting?.rawValue ?? 0, Int32(clamping: lag ?? 0)) }
        baseToxicity10 = Int64(watch.baseToxicity10)
        if watch.isForecast { toxicity10 = Whole.nearest(Double(watch.forecast.toxicity(1)) * 1e8) }
        baseSelfLead = Int64(watch.baseSelfLead)
        if isOffMarket { offMarket = watch.gap }
    }

    /// As they are stored.
    func facts(of deal: DealID) -> [MarkoutFact] {
        let values: [(UInt8, Int64?)] = [
            (MarkoutFact.referenceMid, reference), (MarkoutFact.spread, spread), (MarkoutFact.jump, jump?.value), (MarkoutFact.feed, feed?.value),
            (MarkoutFact.beaten, FactPair(own, opposite).value), (MarkoutFact.baseToxicity10, baseToxicity10),
            (MarkoutFact.toxicity10, toxicity10), (MarkoutFact.baseSelfLead, baseSelfLead), (MarkoutFact.offMarket, offMarket),
        ]
        return values.compactMap { kind, value in value.map { MarkoutFact(deal: deal, kind: kind, value: Price(units: $0)) } }
    }
}

/// Why a deal does not count against its client: the house's feed was at fault. The raw values are stored.
enum FeedNetting: Int32, Sendable {
    case frozen = 1
    case spike = 3
    case crossed = 4
    /// More than a fifth of all clients who traded in that moment gained too.
    case crowd = 5

    /// A lag alone excuses nobody: it is what is exploited, and is printed beside the accusation.
    init?(_ kind: FeedIncident.Kind) {
        switch kind {
        case .frozen: self = .frozen
        case .spike: self = .spike
        case .crossed: self = .crossed
        case .lag: return nil
        }
    }
}
