extension Rule {
    /// CO1: the account's leverage is above what the regulator allows for something it holds (risk-domain 12). At rest where no caps apply.
    static let leverageCap = Rule(
        id: "CO1", cooldown: .seconds(24 * 3600),
        metric: .account(
            read: { account, market, settings, _ in
                guard let caps = settings.leverageCaps else { return nil }
                let cap = account.isExcluded ? nil : account.lowestCap(caps, market)
                return .above(Double(account.leverage ?? 0), cap?.leverage ?? .infinity, severity: .warning)
            },
            explain: { account, market, settings in
                guard let caps = settings.leverageCaps, let cap = account.lowestCap(caps, market) else { return Explanation() }
                return Explanation(
                    evidence: [
                        .init("unit", "leverage"), .init("symbol", cap.symbol), .init("cap", Figure.text(cap.leverage, 0)),
                        .init("leverage", "\(account.leverage ?? 0)"),
                    ], deals: account.history.recentOpens.deals)
            }))
}

/// The highest leverage of retail clients, by what they trade (risk-domain 12): as adopted in the EU and the UK.
public struct LeverageCaps: Sendable, Equatable {
    public var forexMajor = 30.0
    public var forexMinor = 20.0
    public var metal = 20.0
    public var crypto = 2.0

    public init() {}

    /// Nil for what has margin rates of its own, where the account's leverage says nothing.
    func cap(of assetClass: AssetClass) -> Double? {
        switch assetClass {
        case .forexMajor: forexMajor
        case .forexMinor: forexMinor
        case .metal: metal
        case .crypto: crypto
        case .energy, .index, .other: nil
        }
    }
}

extension ClientAccount {
    /// The lowest cap on anything the account holds; nil while it holds nothing that has one.
    func lowestCap(_ caps: LeverageCaps, _ market: borrowing Market) -> (symbol: String, leverage: Double)? {
        var lowest: (symbol: String, leverage: Double)?
        for symbol in history.symbols where !symbol.holding.isEmpty {
            let underlying = market.underlyings[market.instruments[symbol.instrument].underlying]
            guard let cap = caps.cap(of: underlying.assetClass), cap < lowest?.leverage ?? .infinity else { continue }
            lowest = (underlying.name, cap)
        }
        return lowest
    }
}
