extension Rule {
    /// EX6: one client holds more than a fifth of all clients' positions in a symbol, and enough of it to matter to the symbol's limit
    /// (risk-domain 2.7). Clusters are LK4's.
    static let clientConcentration = Rule(
        id: "EX6", cooldown: .seconds(4 * 3600),
        metric: .account(
            read: { account, market, settings, _ in
                let part = account.heldSymbols > 0 && !account.isExcluded ? account.largestPart(market, settings.exposure) : nil
                return .above(part?.share ?? 0, settings.exposure.clientShare, severity: .warning)
            },
            explain: { account, market, settings in
                guard let part = account.largestPart(market, settings.exposure) else { return Explanation() }
                return Explanation(
                    evidence: [
                        .init("symbol", part.symbol), .init("share", Figure.percent(part.share, 1)), .init("client_usd", Figure.text(part.usd)),
                    ], deals: account.history.recentOpens.deals)
            }))
}

/// What one client holds of all that clients hold in a symbol.
struct ClientPart: Sendable {
    var symbol: String
    /// Of long and short positions together, 0 to 1.
    var share: Double
    /// The client's long and short positions, in USD.
    var usd: Double
}

extension ClientAccount {
    /// The symbol of which the client holds the largest part, among those in which he holds what matters to the limit. Nil without one.
    func largestPart(_ market: borrowing Market, _ limits: ExposureLimits) -> ClientPart? {
        var held: [Int: (units: Double, usd: Double)] = [:]
        for symbol in history.symbols where !symbol.holding.isEmpty {
            let gross = symbol.holding.longLots.addingSaturated(symbol.holding.shortLots)
            guard let usd = market.netUSD(lots: gross, of: symbol.instrument) else { continue }
            let instrument = market.instruments[symbol.instrument]
            let known = held[instrument.underlying] ?? (0, 0)
            held[instrument.underlying] = (known.units + Double(gross) / 1e8 * instrument.contract, known.usd + abs(usd))
        }
        var largest: ClientPart?
        for (underlying, own) in held.sorted(by: { $0.key < $1.key }) {
            let (name, all) = (market.underlyings[underlying].name, market.grossUnits(of: underlying))
            let limit = limits.limit(of: name, market.underlyings[underlying].assetClass)
            guard own.usd >= limit * limits.clientFloor, all > 0, own.units / all > largest?.share ?? 0 else { continue }
            largest = ClientPart(symbol: name, share: own.units / all, usd: own.usd)
        }
        return largest
    }
}

extension Market {
    /// Units of an underlying's asset that all clients hold, long and short together.
    func grossUnits(of underlying: Int) -> Double {
        underlyings[underlying].members.reduce(0) { sum, number in
            let held = instruments[number].held(keptOnly: false)
            return sum + (Double(held.longLots) + Double(held.shortLots)) / 1e8 * instruments[number].contract
        }
    }
}
