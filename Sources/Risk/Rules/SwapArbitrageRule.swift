import Brokerage

extension Rule {
    /// AB2: earns by swaps without bearing the price, or holds for long, without swaps, what would cost one (risk-domain 6.8).
    static let swapArbitrage = Rule(
        id: "AB2", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, market, settings, _ in
                let isFree = account.verdict.patterns.contains(.swapFreeHolding) && account.holdsWhatCosts(market)
                return .finding(
                    account.verdict.patterns.contains(.swapArbitrage) || isFree, value: account.history.patterns.swap.share ?? 0,
                    threshold: settings.patterns.swap.share, severity: .warning)
            },
            explain: { account, _, _ in
                let swap = account.history.patterns.swap
                return Explanation(
                    evidence: [
                        .init("unit", "share"), .init("swap", Figure.text(Double(swap.swap) / 1e8)), .init("rest", Figure.text(Double(swap.price) / 1e8)),
                        .init("nights", "\(swap.nights)"), .init("positions", "\(swap.trips)"), .init("long_holds_without_swap", "\(swap.free)"),
                    ], deals: swap.recent.deals)
            }))
}

extension ClientAccount {
    /// Whether a symbol that the account trades would cost swap on a side, by its description.
    func holdsWhatCosts(_ market: borrowing Market) -> Bool {
        for symbol in history.symbols {
            let description = market.instruments[symbol.instrument].symbol
            if description.swapLong.map({ $0 < .zero }) ?? false || description.swapShort.map({ $0 < .zero }) ?? false { return true }
        }
        return false
    }
}
