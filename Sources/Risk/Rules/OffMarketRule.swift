extension Rule {
    /// TX4: fills far from the market that gained more than 200 USD (risk-domain 6.3).
    static let offMarket = Rule(
        id: "TX4", cooldown: .zero,
        metric: .account(
            read: { account, market, settings, _ in
                guard account.history.flow.offMarket > 0 else {
                    return .finding(false, value: 0, threshold: settings.feeds.offMarketGain, severity: .critical)
                }
                guard let rate = market.currencies.usd(account.currency) else { return nil }
                let gain = Double(account.history.flow.offMarketGain) / 1e4 * rate
                return .above(gain, settings.feeds.offMarketGain, step: settings.feeds.offMarketGain, severity: .critical)
            },
            explain: { account, _, _ in
                let flow = account.history.flow
                return Explanation(
                    evidence: [.init("fills", "\(flow.offMarket)"), .init("gain", Figure.text(Double(flow.offMarketGain) / 1e4))],
                    deals: flow.offMarketDeals.deals)
            }))
}
