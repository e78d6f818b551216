import Brokerage

/// What the members of a cluster hold and made together (risk-domain 7.5).
struct ClusterExposure: Sendable {
    /// Nil once something could not be valued.
    private(set) var netUSD: Double? = 0
    private(set) var grossUSD: Double? = 0
    private(set) var resultUSD: Double? = 0
    /// By underlying: units of the asset, long and short together, of each member.
    private var units: [Int: [Double]] = [:]
    private var members = 0

    mutating func add(_ account: borrowing ClientAccount, _ market: borrowing Market) {
        for symbol in account.history.symbols where !symbol.holding.isEmpty {
            let instrument = market.instruments[symbol.instrument]
            let held = symbol.holding
            let gross = (Double(held.longLots) + Double(held.shortLots)) / 1e8 * instrument.contract
            var shares = units[instrument.underlying] ?? []
            while shares.count <= members { shares.append(0) }
            shares[members] += gross
            units[instrument.underlying] = shares
            guard let price = instrument.quote?.midPrice, let rate = market.currencies.usd(instrument.profit) else {
                (netUSD, grossUSD) = (nil, nil)
                continue
            }
            netUSD = netUSD.map { $0 + Double(held.netLots) / 1e8 * instrument.contract * price * rate }
            grossUSD = grossUSD.map { $0 + abs(gross * price * rate) }
        }
        let rate = market.currencies.usd(account.currency)
        resultUSD = rate.flatMap { rate in resultUSD.map { $0 + account.history.ledger.profit.statistic * rate } }
        members += 1
    }

    /// The symbol of which the cluster holds most, if that is a concentration that no member shows.
    func concentration(_ market: borrowing Market, _ settings: LinkSettings) -> HiddenConcentration? {
        var largest: HiddenConcentration?
        for (underlying, members) in units.sorted(by: { $0.key < $1.key }) {
            let found = HiddenConcentration.find(
                market.underlyings[underlying].name, members: members, gross: market.grossUnits(of: underlying), limit: settings.concentration,
                memberLimit: settings.hiddenMember)
            if let found, found.share > largest?.share ?? 0 { largest = found }
        }
        return largest
    }

    /// The probability that a cluster has an edge. Its members take the same trades, so they are one witness, not several: the mean
    /// of what each says.
    static func edge(_ z: [Double]) -> Double? {
        guard !z.isEmpty else { return nil }
        return Normal.cumulative(z.reduce(0, +) / Double(z.count))
    }
}
