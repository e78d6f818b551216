import Brokerage

/// Holdings of several instruments on their way to one row.
struct ExposureSum: Sendable {
    /// Whether several assets meet, so that their units cannot be added.
    var isMixed = false
    private var longLots: Int64 = 0
    private var shortLots: Int64 = 0
    private var units = 0.0
    private var usd = 0.0
    private var houseUSD = 0.0
    private(set) var floating = 0.0
    /// Of books B and C, client side.
    private(set) var keptFloating = 0.0
    private var newest: Int64 = .min
    private(set) var reason: MissingReason?

    init(isMixed: Bool = false) { self.isMixed = isMixed }

    /// - Parameter houseLots: the house's own net, with its sign.
    mutating func add(_ all: Holding, of number: Int, kept: Holding, houseLots: Int64, _ market: borrowing Market) {
        guard !all.isEmpty || houseLots != 0 else { return }
        longLots &+= all.longLots
        shortLots &+= all.shortLots
        units += Double(all.netLots) / 1e8 * market.instruments[number].contract
        if let quote = market.instruments[number].quote { newest = max(newest, quote.time) }
        var missing: MissingReason?
        guard let profit = market.floating(all, of: number, in: Currencies.usd, reason: &missing),
            let keptProfit = market.floating(kept, of: number, in: Currencies.usd, reason: &missing),
            let value = market.netUSD(lots: all.netLots, of: number), let houseValue = market.netUSD(lots: houseLots, of: number)
        else {
            reason = reason ?? missing ?? .noConversion
            return
        }
        floating += profit
        keptFloating += keptProfit
        usd += value
        houseUSD += houseValue
    }

    func row(_ key: String, accounts: Int) -> ExposureRow {
        let isKnown = reason == nil
        return ExposureRow(
            key: key, longLots: Lots(units: longLots), shortLots: Lots(units: shortLots), netUnits: isMixed ? nil : units,
            netUSD: isKnown ? usd : nil, floatingUSD: isKnown ? floating : nil, houseNetUSD: isKnown ? houseUSD : nil, limitShare: nil,
            accounts: accounts, updatedAt: newest == .min ? nil : Timestamp(microseconds: newest), reason: reason)
    }
}

extension Market {
    /// Value in USD of so many lots (hundred-millionths, with sign) at the current mid. Nil without a quote or a rate.
    func netUSD(lots: Int64, of number: Int) -> Double? {
        guard let quote = instruments[number].quote, let rate = currencies.usd(instruments[number].profit) else { return nil }
        return Double(lots) / 1e8 * instruments[number].contract * quote.midPrice * rate
    }
}
