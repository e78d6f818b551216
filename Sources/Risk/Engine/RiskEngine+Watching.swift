import Brokerage

extension RiskEngine {
    /// Forecasts are made for fills at most this much older than the newest quote, in microseconds: what came since must not be known.
    private static let live: Int64 = 2_000_000

    /// A quote older than this is no quote at a fill, even of a feed that froze.
    private static let silence: Int64 = 60_000_000

    // MARK: At the fill

    /// Watches an opening deal for the minute after it, with what the feeds say of it at the fill.
    mutating func watch(_ deal: borrowing Deal, _ pending: PendingDeal, of index: Int, _ number: Int, isNew: Bool) {
        guard number < feeds.count, let newest = market.instruments[number].track.window.newest,
            let quote = deal.statedQuote ?? market.instruments[number].track.window.quote(asOf: pending.time, within: Self.silence)
        else { return }
        let isForecast = isNew && newest.time &- pending.time <= Self.live
        var (watch, features) = look(at: deal, pending, of: index, number, quote, isForecast: isForecast)
        if let features {
            watch.forecast = toxicity.predict(features, symbol: number, at: deal.time)
            watch.isForecast = true
        }
        if isNew { feeds[number].flow.add(Double(watch.weight), isLong: watch.isLong, at: watch.time) }
        if watch.time &+ WatchList.stages[WatchList.verdict] < newest.time { return judge(watch, of: number) }
        feeds[number].watch.insert(watch, newest: newest.time)
    }

    /// All that is known at a fill, and of the quotes since, in one question: a question to an engine that changes costs a copy of it.
    private func look(
        at deal: borrowing Deal, _ pending: PendingDeal, of index: Int, _ number: Int, _ quote: Quote, isForecast: Bool
    ) -> (watch: FillWatch, features: TradeFeatures?) {
        var watch = FillWatch(time: pending.time, price: pending.price, isLong: pending.isLong, mid: quote.mid, spread: quote.ask &- quote.bid)
        watch.known = pending.mid
        (watch.deal, watch.account, watch.generation) = (pending.deal, pending.account, pending.generation)
        (watch.symbol, watch.weight) = (pending.symbol, pending.weight)
        let hour = Int(watch.hour)
        watch.baseSelfLead = Int32(Whole.nearest(feeds[number].placebo.rate(PlaceboRates.selfLead, hour: hour) * 1e8))
        watch.baseToxicity10 = Int32(Whole.nearest(feeds[number].placebo.rate(PlaceboRates.toxicity, hour: hour) * 1e8))
        compare(&watch, with: number, quote)
        if watch.gap > 0, isRelease(at: watch.time, number) { watch.gap = 0 }
        catchUp(&watch, number)
        return (watch, isForecast ? features(deal, watch, of: index, number) : nil)
    }

    /// Holds a fill against the reference, or against the own feed of the minute before where there is none.
    private func compare(_ watch: inout FillWatch, with number: Int, _ quote: Quote) {
        let usual = feeds[number].meters.usualSpread(hour: Int(watch.hour))
        let underlying = market.instruments[number].underlying
        guard underlying < references.count, let found = references[underlying].window.quote(asOf: watch.time, within: FeedState.freshness) else {
            guard let usual else { return }
            watch.gap = OffMarketCheck.gap(
                price: watch.price, isLong: watch.isLong, time: watch.time, own: market.instruments[number].track.window, medianSpread: usual)
            return
        }
        let basis = Whole.nearest(feeds[number].meters.basis)
        let truth = Quote(bid: found.bid &+ basis, ask: found.ask &+ basis, time: found.time)
        watch.reference = truth.mid
        let share = Int32(Whole.nearest(feeds[number].stale.share(hour: Int(watch.hour)) * 1e8))
        watch.jump = FactPair(lead(watch, number, underlying), share)
        guard let usual else { return }
        watch.gap = OffMarketCheck.gap(
            price: watch.price, isLong: watch.isLong, time: watch.time, truth: truth, medianSpread: usual, window: references[underlying].window)
    }

    /// A release explains a price far from the others.
    private func isRelease(at time: Int64, _ number: Int) -> Bool {
        calendar.isNear(time, market.instruments[number].profit, market.instruments[number].asset, within: OffMarketCheck.release)
    }

    /// Microseconds since the reference jumped, signed by its direction, while the own quote has not followed; zero without such a jump.
    private func lead(_ watch: FillWatch, _ number: Int, _ underlying: Int) -> Int32 {
        guard let jump = references[underlying].jump(asOf: watch.time, within: StaleShare.window),
            let before = market.instruments[number].track.window.quote(asOf: jump.start, within: .max),
            !jump.isFollowed(from: before.mid, to: watch.mid)
        else { return 0 }
        let since = Int32(clamping: max(1, watch.time &- jump.first))
        return jump.isUp ? since : -since
    }

    /// Quotes that came after the fill and before the deal was told.
    private func catchUp(_ watch: inout FillWatch, _ number: Int) {
        guard let newest = market.instruments[number].track.window.newest, newest.time > watch.time else { return }
        var position = market.instruments[number].track.window.position(asOf: watch.time) ?? 0
        while position < market.instruments[number].track.window.count {
            let quote = market.instruments[number].track.window[position]
            guard quote.time &- watch.time <= FillWatch.span else { break }
            watch.beat(by: quote)
            position += 1
        }
    }

    // MARK: Later

    /// Learns from trades whose horizons are over, and concludes what is known of those whose minute is.
    /// - Parameter newest: the quote that stood until now.
    mutating func settleWatched(before time: Int64, _ newest: Quote, of number: Int) {
        guard number < feeds.count, time >= newest.time else { return }
        due.removeAll(keepingCapacity: true)
        feeds[number].watch.collect(before: time, into: &due)
        guard !due.isEmpty else { return feeds[number].watch.release() }
        for reached in due {
            let watch = feeds[number].watch.entries[reached.place]
            // Without a quote since, nothing was seen.
            guard newest.time > watch.time else { continue }
            if reached.stage == WatchList.verdict {
                if watch.account == FillWatch.placebo { feeds[number].placebo.learn(watch) } else { judge(watch, of: number) }
            } else if watch.isForecast {
                let gain = Float(PendingDeal.markout(price: watch.price, isLong: watch.isLong, at: newest.mid)) / 1e4
                toxicity.learn(
                    watch.forecast, horizon: reached.stage, isToxic: watch.isToxic(within: ToxicityModels.horizons[reached.stage]), gain: gain)
            }
        }
        feeds[number].watch.release()
    }

    /// Turns a watched minute into facts, and hands them to the account.
    private mutating func judge(_ watch: FillWatch, of number: Int) {
        let index = Int(watch.account)
        guard accounts.indices.contains(index), accounts[index].generation == watch.generation else { return }
        let netting = netting(watch, of: number, index)
        let facts = FillFacts(watch, netting: netting, lag: feeds[number].monitor.lag, isOffMarket: watch.gap > 0 && hasReturned(watch, number))
        let deal = PendingDeal(
            time: watch.time, deal: watch.deal, price: watch.price, weight: watch.weight, mid: watch.known, account: watch.account,
            generation: watch.generation, symbol: watch.symbol, known: 0, isLong: watch.isLong, isOpen: true)
        learned += facts.facts(of: DealID(watch.deal))
        accounts[index].history.add(facts, of: deal)
        mark(index)
    }

    /// Whether the deal fell into a fault of the own feed, which is then told what it cost.
    private mutating func netting(_ watch: FillWatch, of number: Int, _ index: Int) -> FeedNetting? {
        var netting: FeedNetting?
        for fault in feeds[number].monitor.faults(at: watch.time) {
            netting = netting ?? FeedNetting(fault.kind)
            let ahead = watch.reference == 0 ? 0 : Double(PendingDeal.markout(price: watch.price, isLong: watch.isLong, at: watch.reference))
            let usd = ahead / 1e8 * Double(watch.weight) / 100 * (market.currencies.usd(accounts[index].currency) ?? 0)
            incidents.update(fault.entry) { $0.add(DealID(watch.deal), usd: usd) }
        }
        guard netting == nil, Self.isSuspicious(watch) else { return netting }
        return isCrowd(around: watch, number) ? .crowd : nil
    }

    private static func isSuspicious(_ watch: FillWatch) -> Bool {
        watch.jump.first != 0 && (watch.jump.first > 0) == watch.isLong || watch.own <= PlaceboRates.horizons[PlaceboRates.selfLead]
    }

    /// Whether clients who do not make a habit of it gained in that moment too, and more than a fifth of them: then the quote was at fault.
    private func isCrowd(around watch: FillWatch, _ number: Int) -> Bool {
        var (clients, gainers) = (Set<Int32>(), Set<Int32>())
        feeds[number].watch.forEach(around: watch.time, within: 500_000) { other in
            guard other.account != watch.account, accounts.indices.contains(Int(other.account)),
                !accounts[Int(other.account)].history.flow.isSuspect
            else { return }
            clients.insert(other.account)
            if Self.isSuspicious(other) { gainers.insert(other.account) }
        }
        return clients.count >= 5 && Double(gainers.count) > 0.2 * Double(clients.count)
    }

    /// Whether the own feed came back to the truth within the minute after an off-market fill.
    private func hasReturned(_ watch: FillWatch, _ number: Int) -> Bool {
        let usual = feeds[number].meters.usualSpread(hour: Int(watch.hour)) ?? 0
        let truth: Double
        if watch.reference != 0 {
            truth = Double(watch.reference)
        } else if let own = OffMarketCheck.ownTruth(market.instruments[number].track.window, at: watch.time, medianSpread: usual) {
            truth = Double(own.mid)
        } else {
            return false
        }
        var position = market.instruments[number].track.window.position(asOf: watch.time) ?? 0
        while position < market.instruments[number].track.window.count {
            let quote = market.instruments[number].track.window[position]
            if quote.time &- watch.time > FillWatch.span { break }
            if quote.time > watch.time, OffMarketCheck.hasReturned(price: Double(watch.price), truth: truth, now: Double(quote.mid)) { return true }
            position += 1
        }
        return false
    }
}
