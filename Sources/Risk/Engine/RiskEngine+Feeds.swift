import Brokerage

extension RiskEngine {
    /// Faults of the house's own feeds (risk-domain 6.16), oldest first: the newest thousand, those that last among them.
    public func feedIncidents() -> [FeedIncident] { incidents.all }

    /// Takes up the incidents that an earlier run of the process handed out.
    public mutating func restore(incidents stored: [FeedIncident]) { incidents.restore(stored) }

    /// Takes in a quote of a reference feed: it moves no figure, and is what the own feed is held against.
    mutating func applyReference(_ tick: borrowing Tick, feed: String, on connection: ConnectionID) {
        guard !tick.bid.isZero, !tick.ask.isZero, tick.bid <= tick.ask else { return }
        let number = market.instrument(tick.symbol, connection: market.connection(connection))
        let underlying = market.instruments[number].underlying
        while references.count <= underlying { references.append(ReferenceTrack()) }
        let quote = Quote(bid: tick.bid.units, ask: tick.ask.units, time: tick.time.microseconds)
        guard references[underlying].advance(quote, feed: feed, pip: pip(of: number, at: quote.mid)) else { return }
        for member in market.underlyings[underlying].members where member < feeds.count && market.instruments[member].track.hasQuotes {
            feeds[member].hear(reference: references[underlying], quote, track: market.instruments[member].track)
            if !feeds[member].monitor.notices.isEmpty { noteIncidents(member) }
        }
    }

    /// Lets everything that watches the own feed see its newest quote.
    mutating func hear(_ quote: Quote, after previous: Quote?, of number: Int) {
        while feeds.count <= number { feeds.append(FeedState()) }
        if feeds[number].pip == 0 { feeds[number].pip = pip(of: number, at: quote.mid) }
        let underlying = market.instruments[number].underlying
        feeds[number].hear(
            quote, after: previous, track: market.instruments[number].track,
            reference: underlying < references.count && references[underlying].hasQuotes ? references[underlying] : nil)
        if !feeds[number].monitor.notices.isEmpty { noteIncidents(number) }
        if feeds[number].monitor.wideSpread != nil { follow(number) }
    }

    /// Files what the monitor noticed.
    private mutating func noteIncidents(_ number: Int) {
        for notice in feeds[number].monitor.drain() {
            switch notice {
            case .begin(let fault):
                let entry = incidents.add(
                    FeedIncident(
                        connection: market.connections[market.instruments[number].connection], symbol: market.instruments[number].symbol.name,
                        kind: fault.kind, startedAt: Timestamp(microseconds: fault.start), size: fault.size))
                feeds[number].monitor.file(fault, as: entry)
            case .change(let fault):
                incidents.update(feeds[number].monitor.entry(of: fault)) { incident in
                    incident.size = fault.size
                    incident.endedAt = fault.end == .max ? nil : Timestamp(microseconds: fault.end)
                }
            }
        }
        follow(number)
    }

    /// The rules will look at the feed at the next settlement.
    private mutating func follow(_ number: Int) {
        guard !feeds[number].isFollowed else { return }
        feeds[number].isFollowed = true
        followedFeeds.append(number)
    }

    /// A pip in hundred-millionths: as set, or by the digits of a currency pair, or else a basis point of the price.
    func pip(of number: Int, at mid: Int64) -> Int64 {
        let underlying = market.underlyings[market.instruments[number].underlying]
        if let set = settings.marketRisk.pips[underlying.name], set > 0 { return max(1, Whole.nearest(set * 1e8)) }
        let point = max(1, Whole.nearest(abs(Double(mid)) / 10_000))
        guard underlying.assetClass == .forexMajor || underlying.assetClass == .forexMinor else { return point }
        let digits = market.instruments[number].symbol.digits
        guard (2...5).contains(digits) else { return point }
        return digits >= 4 ? 10_000 : 1_000_000
    }

    /// Shows the feeds to which something happened to the rules.
    mutating func settleFeeds() {
        let numbers = followedFeeds.sorted()
        followedFeeds.removeAll(keepingCapacity: true)
        for number in numbers {
            let reading = feeds[number].reading(market.instruments[number].symbol.name)
            let isBeyond = alarms.look(at: reading, settings, now: now)
            feeds[number].isFollowed = false
            // What is beyond is looked at again, and once more when it is over.
            if isBeyond { follow(number) }
        }
    }
}
