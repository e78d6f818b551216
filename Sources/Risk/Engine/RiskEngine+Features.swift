import Brokerage
import Glibc

extension RiskEngine {
    /// What the models look at, as it was at the fill (risk-domain 4.7).
    func features(_ deal: borrowing Deal, _ watch: FillWatch, of index: Int, _ number: Int) -> TradeFeatures {
        var features = TradeFeatures()
        let half = max(1, Float(watch.spread) / 2)
        let sign: Float = watch.isLong ? 1 : -1
        addReturns(&features, watch, number, sign / half)
        addReference(&features, watch, number, sign / half)
        addFeed(&features, watch, number, sign)
        addClient(&features, deal, watch, of: index)
        features[.priceImprovement] = sign * Float(watch.mid &- watch.price) / half
        let flow = Float(feeds[number].flow.share)
        features[.flowAgreement] = sign * flow
        features[.automated] = deal.reason == .expert ? 1 : 0
        addTime(&features, watch.time)
        return features
    }

    private func addReturns(_ features: inout TradeFeatures, _ watch: FillWatch, _ number: Int, _ scale: Float) {
        let times: [(TradeFeature, Int64)] = [
            (.return100ms, 100_000), (.return500ms, 500_000), (.return1s, 1_000_000), (.return5s, 5_000_000), (.return30s, 30_000_000),
            (.return60s, 60_000_000),
        ]
        for (feature, back) in times {
            guard let quote = market.instruments[number].track.window.quote(asOf: watch.time &- back, within: 60_000_000) else { continue }
            features[feature] = Float(watch.mid &- quote.mid) * scale
        }
        guard let now = market.instruments[number].track.window.number(asOf: watch.time) else { return }
        for (feature, ticks) in [(TradeFeature.return5Ticks, Int64(5)), (.return20Ticks, 20), (.return100Ticks, 100)] {
            guard let quote = market.instruments[number].track.window.quote(number: now &- ticks) else { continue }
            features[feature] = Float(watch.mid &- quote.mid) * scale
        }
        if let before = market.instruments[number].track.window.number(asOf: watch.time &- 10_000_000) {
            features[.tickRate] = Float(now &- before) / 10
        }
        if let quote = market.instruments[number].track.window.quote(number: now) { features[.sinceTick] = Float(watch.time &- quote.time) / 1e6 }
    }

    private func addReference(_ features: inout TradeFeatures, _ watch: FillWatch, _ number: Int, _ scale: Float) {
        guard watch.reference != 0 else { return }
        features[.referenceLead] = Float(watch.reference &- watch.mid) * scale
        let underlying = market.instruments[number].underlying
        guard let now = references[underlying].window.quote(asOf: watch.time),
            let before = references[underlying].window.quote(asOf: watch.time &- 300_000)
        else { return }
        features[.referenceReturn] = Float(now.mid &- before.mid) * scale
    }

    private func addFeed(_ features: inout TradeFeatures, _ watch: FillWatch, _ number: Int, _ sign: Float) {
        if watch.mid != 0 { features[.spread] = Float(watch.spread) / abs(Float(watch.mid)) * 1e4 }
        features[.spreadDeviation] = Float(feeds[number].meters.spreadDeviation(Double(watch.spread)))
        features[.volatilityRatio] = Float(feeds[number].meters.volatilityRatio)
        features[.moveAgreement] = sign * Float(feeds[number].meters.lastMove)
        // Fifty pips lie between round figures.
        let step = Double(max(1, feeds[number].pip)) * 50
        let place = (Double(watch.price) / step).rounded(.down)
        let share = Double(watch.price) / step - place
        features[.roundDistance] = Float(min(share, 1 - share))
    }

    private func addClient(_ features: inout TradeFeatures, _ deal: borrowing Deal, _ watch: FillWatch, of index: Int) {
        features[.openPositions] = Float(max(0, accounts[index].history.positions.count - 1))
        features[.clientTrades] = Float(max(0, accounts[index].history.orders.n - 1))
        if let median = accounts[index].history.orders.quantile(0.5), median > 0 {
            features[.sizeRatio] = Float(Double(deal.volume.units) / median)
        }
        let last = accounts[index].history.flow.lastOpen
        if last != .min { features[.sinceClientTrade] = Float(max(0, watch.time.subtractingSaturated(last))) / 1e6 }
        let toxic = accounts[index].history.flow.toxicity
        if toxic.n > 0 {
            let rate = Share.shrunk(Int(toxic.beaten), of: Int(toxic.n), prior: toxic.baseRate, strength: population.toxicStrength)
            features[.clientExcess] = Float(rate - toxic.baseRate)
        }
    }

    private func addTime(_ features: inout TradeFeatures, _ time: Int64) {
        let minute = Whole.floorDivide(time, 60_000_000)
        let ofDay = minute &- Whole.floorDivide(minute, 1440) &* 1440
        let angle = Float(ofDay) / 1440 * 2 * Float.pi
        features[.hourSine] = sin(angle)
        features[.hourCosine] = cos(angle)
        features[.london] = (480..<990).contains(ofDay) ? 1 : 0
        features[.newYork] = (780..<1260).contains(ofDay) ? 1 : 0
    }
}
