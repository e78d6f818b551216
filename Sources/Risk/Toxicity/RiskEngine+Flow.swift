import Brokerage

/// How one-sided the clients' recent flow on an underlying is (VPIN, risk-domain 4.8).
public struct FlowFigures: Sendable, Equatable {
    /// The underlying's name.
    public var symbol: String
    /// 0 (as many bought as sold) to 1.
    public var imbalance: Double
    /// Its rank in the readings of the last 60 days, 0 to 1; nil while there are few.
    public var percentile: Double?
    /// Above the 99th percentile: somebody knows something, or the symbol is in the news.
    public var isUnusual: Bool { percentile.map { $0 > 0.99 } ?? false }
}

extension RiskEngine {
    /// Of every underlying with enough trading, by name.
    public func flowImbalances() -> [FlowFigures] {
        flows.indices.compactMap { underlying in
            flows[underlying].value.map {
                FlowFigures(symbol: market.underlyings[underlying].name, imbalance: $0, percentile: flows[underlying].percentile)
            }
        }.sorted { $0.symbol < $1.symbol }
    }

    mutating func noteFlow(_ deal: borrowing Deal, of instrument: Int) {
        let underlying = market.instruments[instrument].underlying
        while flows.count <= underlying { flows.append(FlowImbalance()) }
        flows[underlying].add(
            deal.volume.statistic * market.instruments[instrument].contract, isBuy: deal.action == .buy,
            day: Whole.floorDivide(deal.time.microseconds, 86_400_000_000))
    }
}
