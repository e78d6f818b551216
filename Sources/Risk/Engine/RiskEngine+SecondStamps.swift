import Brokerage

extension RiskEngine {
    /// Says whether a connection's deals are stamped in whole seconds, as MetaTrader 4's are (risk-domain 1.3). The own quotes of the
    /// second then tell when a deal was, and a fact keeps it.
    public mutating func setSecondStamps(_ isOn: Bool, on connection: ConnectionID) {
        let number = market.connection(connection)
        if isOn { secondStamped.insert(number) } else { secondStamped.remove(number) }
    }

    /// Observes a deal, at the moment it was at.
    mutating func observe(
        _ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms, _ known: DealKnowledge
    ) {
        let time = deal.time.microseconds
        let isWhole = !secondStamped.isEmpty && secondStamped.contains(accounts[index].connection) && time % SecondStamp.microseconds == 0
        if let stamp = known.value(MarkoutFact.stamp).flatMap(SecondStamp.init(fact:)) {
            observe(deal, id, of: index, effect, terms, known, at: stamp)
        } else if !isWhole {
            observe(deal, id, of: index, effect, terms, known, at: nil)
        } else if !deferred(deal, id, of: index, effect, terms, known) {
            // Nobody will know any more.
            observe(deal, id, of: index, effect, terms, known, at: .unknown)
        }
    }

    /// Keeps a deal until the second is over. False when nothing will be learned of it.
    private mutating func deferred(
        _ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms, _ known: DealKnowledge
    ) -> Bool {
        let number = terms.instrument
        guard number < feeds.count, let newest = market.instruments[number].track.window.newest else { return false }
        if known.isReplay, let place = feeds[number].unstamped.firstIndex(where: { $0.id == id && $0.deal == deal }) {
            feeds[number].unstamped[place].follow(accounts[index].generation, effect, terms)
            return true
        }
        let end = deal.time.microseconds &+ SecondStamp.microseconds
        guard known.mayLearn, newest.time < end || market.instruments[number].track.window.oldest.map({ $0.time < end }) ?? false,
            feeds[number].unstamped.count < UnstampedDeal.limit
        else { return false }
        let waiting = UnstampedDeal(
            deal: deal, id: id, account: index, generation: accounts[index].generation, effect: effect, terms: terms, isNew: !known.isReplay)
        guard newest.time < end else {
            stamp(waiting, of: number)
            return true
        }
        feeds[number].unstamped.append(waiting)
        feeds[number].nextStamp = min(feeds[number].nextStamp, end)
        return true
    }

    /// Stamps the deals whose second is over.
    mutating func settleStamps(at time: Int64, of number: Int) {
        guard number < feeds.count, time >= feeds[number].nextStamp else { return }
        let due = feeds[number].unstamped.filter { $0.end <= time }
        feeds[number].unstamped.removeAll { $0.end <= time }
        feeds[number].nextStamp = feeds[number].unstamped.map(\.end).min() ?? .max
        for waiting in due { stamp(waiting, of: number) }
    }

    private mutating func stamp(_ waiting: UnstampedDeal, of number: Int) {
        guard accounts.indices.contains(waiting.account), accounts[waiting.account].generation == waiting.generation else { return }
        let stamp = SecondStamp(
            price: waiting.deal.price.units, isLong: waiting.deal.action == .buy, second: waiting.deal.time.microseconds,
            in: market.instruments[number].track.window)
        learned.append(MarkoutFact(deal: waiting.id, kind: MarkoutFact.stamp, value: Price(units: stamp.fact)))
        // What a rebuild would not learn from later quotes, a deal that came in one is not asked for either.
        let known = DealKnowledge(facts: [], isReplay: !waiting.isNew, mayLearn: true)
        observe(waiting.deal, waiting.id, of: waiting.account, waiting.effect, waiting.terms, known, at: stamp)
    }

    private mutating func observe(
        _ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms, _ known: DealKnowledge,
        at stamp: SecondStamp?
    ) {
        guard let stamp else { return observe(deal, id, of: index, effect, terms, known, quality: .exact) }
        var moved = copy deal
        moved.time = Timestamp(microseconds: deal.time.microseconds &+ Int64(stamp.earliest))
        observe(moved, id, of: index, effect, terms, known, quality: stamp.quality)
        guard stamp.quality == .bounded else { return }
        moved.time = Timestamp(microseconds: deal.time.microseconds &+ Int64(stamp.latest))
        observeLatest(moved, id, of: index, effect, terms, known)
    }
}

/// A deal that waits until the second it is stamped with is over.
struct UnstampedDeal: Sendable {
    /// The most that wait in a symbol.
    static let limit = 4096

    let deal: Deal
    let id: DealID
    let account: Int
    private(set) var generation: Int32
    private(set) var effect: TradeEffect
    private(set) var terms: TradeTerms
    let isNew: Bool

    init(deal: borrowing Deal, id: DealID, account: Int, generation: Int32, effect: TradeEffect, terms: TradeTerms, isNew: Bool) {
        self.deal = copy deal
        (self.id, self.account, self.generation, self.effect, self.terms, self.isNew) = (id, account, generation, effect, terms, isNew)
    }

    /// When its second is over, in microseconds since 1970.
    var end: Int64 { deal.time.microseconds &+ SecondStamp.microseconds }

    /// Goes along with its account as it was built anew.
    mutating func follow(_ generation: Int32, _ effect: TradeEffect, _ terms: TradeTerms) {
        (self.generation, self.effect, self.terms) = (generation, effect, terms)
    }
}
