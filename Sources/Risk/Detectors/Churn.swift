import Brokerage

/// Trading for the commission (risk-domain 6.12): costs that eat the deposits while prices bring neither gain nor loss.
struct Churn: Sendable, Equatable {
    /// Commission and rebate over what was deposited in thirty days.
    var share: Double
    var costs: Double
    var result: Double
    var trips: Int

    /// Nil without costs, or money to set them against.
    /// - Parameters:
    ///   - funds: stands in for deposits where there was none in thirty days.
    ///   - rebate: what an introducer gets per million of turnover.
    init?(_ month: MonthWindow.Sums, funds: Double, rebate: Double) {
        let base = month.deposits > 0 ? Double(month.deposits) : funds
        costs = Double(month.costs) + rebate * Double(month.turnover) / 1e6
        guard base > 0, costs > 0 else { return nil }
        share = costs / base
        result = Double(month.result)
        trips = Int(min(max(month.trips, 0), 1e9))
    }

    /// - Parameter hold: median hold time in seconds.
    func isChurning(hold: Double?, _ thresholds: ChurnThresholds) -> Bool {
        guard let hold, hold <= Double(thresholds.hold.microseconds) / 1e6, trips >= thresholds.minimumTrips else { return false }
        return share >= thresholds.warning && abs(result) <= thresholds.resultShare * costs
    }
}

extension ScoreTerm {
    /// 0.4: what the house pays is the rebate.
    static let churning = ScoreTerm(
        code: "churning", title: "Churning",
        innocentExplanation: "A scalper who does not earn, on his own account and without an introducer who does.",
        logOdds: { verdict in verdict.patterns.contains(.churning) ? 0.4 : 0 },
        explain: { account, verdict, settings in
            let month = account.history.patterns.month.total(asOf: account.history.ledger.lastTime)
            let hold = account.history.trips.holds.quantile(0.5).map { Figure.span($0 / 1000) } ?? "n/a"
            return ScoreEvidence(
                text: "In thirty days \(Figure.text(Double(month.costs))) of commission and fees on deposits of \(Figure.text(Double(month.deposits))) "
                    + "(\(Figure.percent(Double(verdict.patterns.churn))) with rebates) in \(Figure.text(Double(month.trips), 0)) trades of \(hold) (median), "
                    + "whose prices brought \(Figure.text(Double(month.result))).", n: Int(min(max(month.trips, 0), 1e9)), money: nil,
                deals: account.history.recentOpens)
        })
}
