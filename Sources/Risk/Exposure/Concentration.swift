/// How much of the gross exposure is in few hands (risk-domain 2.7).
public struct Concentration: Sendable, Equatable {
    public enum Grouping: String, Sendable, CaseIterable {
        case client, symbol
        case introducer = "ib"
    }

    public var by: Grouping
    /// The sum of squared shares: 1 when all is in one hand. Nil when nothing is held or with ``reason``.
    public var index: Double?
    /// How many equal hands would give the same.
    public var effective: Double? { index.map { 1 / $0 } }
    /// Above it is a warning; nil where there is no customary one.
    public var warnAbove: Double?
    /// The largest shares, largest first.
    public var top: [Part]
    public var reason: MissingReason?

    public struct Part: Sendable, Equatable {
        public var key: String
        /// 0 to 1.
        public var share: Double
    }

    /// - Parameter gross: what each holds, without sign.
    init(_ gross: [(key: String, usd: Double)], by grouping: Grouping, top count: Int = 10) {
        by = grouping
        let total = gross.reduce(0) { $0 + $1.usd }
        let parts = gross.filter { $0.usd > 0 }.map { Part(key: $0.key, share: $0.usd / total) }
        index = parts.isEmpty ? nil : parts.reduce(0) { $0 + $1.share * $1.share }
        top = Array(parts.sorted { ($1.share, $0.key) < ($0.share, $1.key) }.prefix(count))
        switch grouping {
        case .client: warnAbove = 0.25
        case .symbol: warnAbove = 0.40
        case .introducer: warnAbove = nil
        }
    }
}

extension RiskEngine {
    /// How gross exposure is spread over clients, symbols and introducers.
    public func concentration() -> [Concentration] {
        var (clients, symbols, introducers): ([(String, Double)], [String: Double], [String: Double]) = ([], [:], [:])
        var reason: MissingReason?
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].heldSymbols > 0 {
            var own = 0.0
            for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
                let lots = symbol.holding.longLots.addingSaturated(symbol.holding.shortLots)
                guard let usd = market.netUSD(lots: lots, of: symbol.instrument) else {
                    reason = market.instruments[symbol.instrument].quote == nil ? .noPrice : .noConversion
                    continue
                }
                own += abs(usd)
                symbols[market.underlyings[market.instruments[symbol.instrument].underlying].name, default: 0] += abs(usd)
            }
            clients.append(("\(accounts[index].login)", own))
            if let introducer = accounts[index].introducer { introducers[introducer, default: 0] += own }
        }
        let byName = { (sums: [String: Double]) in sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
        return [
            Concentration(clients, by: .client), Concentration(byName(symbols), by: .symbol), Concentration(byName(introducers), by: .introducer),
        ].map { row in
            guard reason != nil else { return row }
            var unknown = row
            (unknown.index, unknown.top, unknown.reason) = (nil, [], reason)
            return unknown
        }
    }
}
