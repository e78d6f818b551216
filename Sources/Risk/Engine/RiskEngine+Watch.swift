import Brokerage

extension RiskEngine {
    /// How often the rules look at the house as a whole: that takes passes over the accounts.
    private static let watchInterval = Duration.seconds(60)
    private static let netsKept = 5

    /// Looks at the house as a whole, once a minute; for the first time a minute after the start, so that a restart raises nothing that was
    /// not due.
    mutating func watchHouse() {
        guard watchedAt != .distantPast else {
            watchedAt = now
            return
        }
        guard !isHistory, now >= watchedAt + Self.watchInterval || now < watchedAt else { return }
        // What stood before a pause says nothing of the last minutes.
        if now < watchedAt || now > watchedAt + Self.watchInterval + Self.watchInterval { watch = [] }
        watchedAt = now
        let result = profitAndLoss()
        var house = HouseWatch()
        if settings.house.valueAtRisk != nil { house.valueAtRisk = valueAtRisk().parametric?.valueAtRisk }
        if settings.house.capital != nil {
            house.worstScenario = stress().compactMap { one in one.pnlUSD.map { (one.name, $0) } }.min { $0.1 < $1.1 }
        }
        let kept = result.byBook.filter { $0.key != Book.a.rawValue }
        house.keptDayUSD = kept.contains { $0.pnlUSD == nil } ? nil : kept.reduce(0) { $0 + ($1.pnlUSD ?? 0) }
        house.largestLeg = exposure(by: .currency).filter { $0.key != "USD" }
            .compactMap { row in row.houseNetUSD.map { (row.key, $0) } }.max { abs($0.1) < abs($1.1) }
        alarms.look(at: house, settings, now: now)
        watchSymbols(result)
    }

    private mutating func watchSymbols(_ result: HouseResult) {
        let days = Dictionary(result.bySymbol.map { ($0.key, $0.pnlUSD) }, uniquingKeysWith: { first, _ in first })
        let open = [0, 1, 2].reduce(0) { $0 + holders.books[$1] }
        watch = market.underlyings.indices.map { underlying in
            SymbolWatch(
                dayUSD: days[market.underlyings[underlying].name] ?? nil, cascade: cascade(underlying, open: open),
                netsUSD: recentNets(underlying))
        }
        for underlying in watch.indices where watch[underlying].dayUSD != nil || watch[underlying].cascade != nil { look(at: underlying) }
    }

    /// The house's net in an underlying at the end of each of the last five minutes, this one too; none while it cannot be valued.
    private func recentNets(_ underlying: Int) -> [Double] {
        guard let net = symbolExposure(underlying)?.houseNetUSD else { return [] }
        return ((underlying < watch.count ? watch[underlying].netsUSD : []) + [net]).suffix(Self.netsKept)
    }

    /// What one deviation of an underlying's day would close.
    private func cascade(_ underlying: Int, open: Int) -> SymbolCascade? {
        guard underlying < holders.clients.count, holders.clients[underlying] > 0, let pips = deviationPips(of: underlying) else { return nil }
        let steps = cascade(symbol: market.underlyings[underlying].name, moves: [-pips, pips])
        let worst = steps.max { ($0.accounts, $0.negativeBalanceUSD) < ($1.accounts, $1.negativeBalanceUSD) }
        return worst.map { SymbolCascade(step: $0, open: open) }
    }

    /// A day's deviation of an underlying's price, in pips; nil where its history is too short.
    private func deviationPips(of underlying: Int) -> Double? {
        guard let model = factorModel, let number = market.underlyings[underlying].members.first(where: { market.instruments[$0].quote != nil }),
            let quote = market.instruments[number].quote, let places = model.positions(of: number)
        else { return nil }
        guard places.asset >= 0 || places.profit >= 0 else { return nil }
        if places.asset >= 0, model.isAbsolute[places.asset] { return nil }
        let held = [places.asset, places.profit].filter { $0 >= 0 }
        guard held.allSatisfy({ model.isKnown($0) }) else { return nil }
        let count = model.factors.count
        var variance = held.reduce(0) { $0 + model.covariance[$1 * count + $1] }
        // The price is the asset's value in the profit currency's.
        if held.count == 2, market.instruments[number].isPair { variance -= 2 * model.covariance[held[0] * count + held[1]] }
        return max(0, variance).squareRoot() * abs(quote.midPrice) / market.pip(of: number, settings.marketRisk)
    }
}
