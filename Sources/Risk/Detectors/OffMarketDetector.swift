import Brokerage

extension ScoreTerm {
    /// 0.75 a fill, up to 1.5: one is a matter for the dispute desk, several are a method.
    static let offMarket = ScoreTerm(
        code: "off_market", title: "Fills far from the market",
        innocentExplanation: "Thin minutes around rollover, exotic crosses, a true gap, or a wrong quote of the house that the client did not seek.",
        logOdds: { verdict in min(0.75 * Double(verdict.offMarket), 1.5) },
        explain: { account, _, _ in
            let flow = account.history.flow
            return ScoreEvidence(
                text: "\(flow.offMarket) fills in the client's favour, more than five usual spreads and six deviations from the market while it was "
                    + "calm, and the price came back within a minute.",
                n: Int(flow.offMarket), money: Double(flow.offMarketGain) / 1e4, deals: flow.offMarketDeals)
        })
}
