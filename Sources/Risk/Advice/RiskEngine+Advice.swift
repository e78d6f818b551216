import Brokerage

extension RiskEngine {
    /// Evaluates the account's book, once on each UTC day of the owner's clock. Returns what is to be stored when something came of it.
    mutating func advise(_ index: Int) -> AdviceRecord? {
        let day = Whole.floorDivide(now.microseconds, 86_400_000_000)
        guard accounts[index].advice.isDue(on: day), let (comparison, turnover) = comparison(index, accounts[index].verdict) else { return nil }
        let wanted = comparison.wanted(turnover: turnover, switching: settings.switchingCost)
        let isCritical = accounts[index].brief?.band == .critical
        _ = accounts[index].advice.evaluate(wanted, current: accounts[index].book, isCritical: isCritical, on: day)
        return AdviceRecord(account: accounts[index].id, state: accounts[index].advice)
    }

    /// The advised book with what speaks for it now; nil for accounts that are not scored and those with too few trades.
    func advice(_ index: Int, _ verdict: ClientVerdict) -> BookAdvice? {
        guard let (comparison, turnover) = comparison(index, verdict) else { return nil }
        let state = accounts[index].advice
        let book = state.book ?? accounts[index].book
        let saving = comparison.saving(turnover)
        let isMove = book != accounts[index].book
        return BookAdvice(
            book: book, probability: comparison.probability, savingUSD: isMove ? max(0, book == .a ? saving : -saving) : 0,
            since: state.since.map { Timestamp(microseconds: $0 * 86_400_000_000) })
    }

    /// Keeping against covering, and what the client will open in 30 days, in USD.
    func comparison(_ index: Int, _ verdict: ClientVerdict) -> (BookComparison, turnover: Double)? {
        guard accounts[index].isJudged, verdict.trips >= ScoreScale.enoughTrips, let edge = verdict.edge, let turnover = turnover(index)
        else { return nil }
        let comparison = BookComparison(client: edge.posterior, capitalCharge: settings.capitalCharge, covered: settings.coveredYield)
        return (comparison, turnover)
    }

    /// Takes up the advice that an earlier run of the process stored.
    public mutating func restore(advice: [AdviceRecord]) {
        for record in advice {
            guard let index = numbers[record.account] else { continue }
            accounts[index].advice = record.state
            mark(index)
        }
    }
}
