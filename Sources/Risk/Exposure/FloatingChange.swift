import Brokerage

/// What open positions did since the close of the day before, at mids (risk-domain 2.3).
struct FloatingChange {
    private let market: Market
    private let day: Int32
    /// By currency: USD of one unit at the close before; the current rate where none is known.
    private let startRates: [Double?]

    init(_ market: Market, day: Int32) {
        (self.market, self.day) = (market, day)
        var rates = market.currencies.names.indices.map { market.currencies.usd($0) }
        for number in market.instruments.indices where market.instruments[number].isPair {
            let instrument = market.instruments[number]
            guard let close = market.history.close(of: instrument.underlying, before: day), close > 0, instrument.asset >= 0, instrument.profit >= 0
            else { continue }
            let price = Double(close) / 1e8
            if instrument.profit == Currencies.usd { rates[instrument.asset] = price }
            if instrument.asset == Currencies.usd { rates[instrument.profit] = 1 / price }
        }
        startRates = rates
    }

    /// In USD, holder's side.
    /// - Parameters:
    ///   - lots: what is open now; `cash`: what opening it brought, lots times price.
    ///   - movedLots: what the day's trades added to that; `movedCash` likewise.
    func callAsFunction(_ number: Int, lots: Int64, cash: Int128, movedLots: Int64, movedCash: Int128, _ reason: inout MissingReason?) -> Double? {
        let (startLots, startCash) = (lots &- movedLots, cash &- movedCash)
        guard lots != 0 || cash != 0 || startLots != 0 || startCash != 0 else { return 0 }
        let instrument = market.instruments[number]
        guard let rate = market.currencies.usd(instrument.profit), instrument.profit >= 0 else {
            reason = .noConversion
            return nil
        }
        var now = cash.statistic / 1e16
        if lots != 0 {
            guard let quote = instrument.quote else {
                reason = .noPrice
                return nil
            }
            now += Double(lots) / 1e8 * quote.midPrice
        }
        var start = startCash.statistic / 1e16
        if startLots != 0 {
            guard let close = market.history.close(of: instrument.underlying, before: day) else {
                reason = .notEnoughDays
                return nil
            }
            start += Double(startLots) / 1e8 * Double(close) / 1e8
        }
        return (now * rate - start * (startRates[instrument.profit] ?? rate)) * instrument.contract
    }

    func callAsFunction(_ number: Int, _ holding: Holding, _ moved: ClientDay, _ reason: inout MissingReason?) -> Double? {
        self(number, lots: holding.netLots, cash: holding.shortCost &- holding.longCost, movedLots: moved.lots, movedCash: moved.cash, &reason)
    }
}
