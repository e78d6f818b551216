import Brokerage

extension RiskEngine {
    /// The whole tenant in a few numbers. Counts and closed results are those of the last settlement, all else is at the newest quotes.
    public var house: HouseFigures {
        var total = ExposureSum(isMixed: true)
        var (net, gross) = (0.0, 0.0)
        for underlying in market.underlyings.indices {
            let held = symbolRow(underlying, accounts: 0).houseNetUSD ?? 0
            net += held
            gross += abs(held)
        }
        for number in market.instruments.indices {
            let kept = market.instruments[number].held(keptOnly: true)
            total.add(market.instruments[number].held(keptOnly: false), of: number, kept: kept, houseLots: 0 &- kept.netLots, market)
        }
        let today = tally.closed(market.currencies)
        var figures = HouseFigures(accounts: accounts.count, scored: tally.scored, bands: [:], deals: tally.deals)
        if total.reason == nil {
            (figures.netUSD, figures.grossUSD) = (net, gross)
            (figures.floatingUSD, figures.clientFloatingUSD) = (-total.keptFloating, total.floating)
        }
        figures.closedTodayUSD = today.usd.map { 0 - $0 }
        figures.reason = total.reason ?? today.reason
        figures.lastDealAt = tally.newest == .min ? nil : Timestamp(microseconds: tally.newest)
        for (band, count) in zip(RiskBand.allCases, tally.bands) where count > 0 { figures.bands[band] = count }
        return figures
    }
}
