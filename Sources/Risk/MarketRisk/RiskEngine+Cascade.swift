import Brokerage

extension RiskEngine {
    /// Percent of the price, each way.
    private static let cascadeMoves = [0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20]

    /// Who would be stopped out, and what that leaves the house with, if a symbol moved and nothing else did. Everything of the symbol is
    /// closed with an account.
    /// - Parameters:
    ///   - symbol: without suffix.
    ///   - moves: in pips, with sign; without any, steps from 0.25 % to 20 % of the price each way.
    /// - Returns: by rising move; empty for a symbol without a quote.
    public func cascade(symbol: String, moves: [Double] = []) -> [CascadeStep] {
        guard let underlying = market.underlyings.firstIndex(where: { $0.name == symbol }),
            let quoted = market.underlyings[underlying].members.first(where: { market.instruments[$0].quote != nil }),
            let quote = market.instruments[quoted].quote
        else { return [] }
        let pip = market.pip(of: quoted, settings.marketRisk)
        let steps = Self.cascadeMoves.map { $0 / 100 * abs(quote.midPrice) / pip }
        let moves = moves.isEmpty ? steps.map { -$0 } + steps : moves.filter(\.isFinite)
        let lots = market.underlyings[underlying].members.reduce(0.0) { $0 + Double(houseHolding($1).lots) / 1e8 }
        var held: Set<Int32> = []
        for member in market.underlyings[underlying].members { held.formUnion(holders.holders(of: member)) }
        let table = Cascade(held.sorted().compactMap { cascadeAccount(Int($0), underlying) }, houseNetLots: lots)
        return moves.sorted().map { table.step($0) }
    }

    private func cascadeAccount(_ index: Int, _ underlying: Int) -> CascadeAccount? {
        guard !accounts[index].isExcluded, accounts[index].history.positions.count > 0,
            let rate = market.currencies.usd(accounts[index].currency)
        else { return nil }
        var (net, gross, pipValue) = (0.0, 0.0, 0.0)
        for symbol in accounts[index].history.symbols
        where !symbol.holding.isEmpty && market.instruments[symbol.instrument].underlying == underlying {
            guard let value = self.pipValue(of: symbol.holding, symbol.instrument, accounts[index].currency) else { return nil }
            net += Double(symbol.holding.netLots) / 1e8
            gross += Double(symbol.holding.longLots &+ symbol.holding.shortLots) / 1e8
            pipValue += value
        }
        guard net != 0, pipValue != 0 else { return nil }
        let value = Valuation(accounts[index], market)
        guard let margin = value.margin, let equity = value.equity(accounts[index]) else { return nil }
        let distance = StopOutDistance(
            equity: equity, margin: margin, stopOutLevel: stopOutLevel(index), pipValue: pipValue, deviation: nil)
        let own = (equity - accounts[index].currentCredit.statistic) * rate
        return CascadeAccount(
            netLots: net, grossLots: gross, pips: distance.pips ?? 0, own: own, pipValue: pipValue * rate, isKept: accounts[index].book != .a)
    }
}
