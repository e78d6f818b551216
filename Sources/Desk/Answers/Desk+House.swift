import Brokerage
import Risk

// What the house earned, and how it is covered.
extension Desk {
    /// The result of the UTC day, and in how few hands the exposure is.
    public func result() -> (result: HouseResult, concentration: [Concentration]) {
        let engine = engine
        let now = environment.now()
        return (
            answers.answer(.result, at: now) { engine.profitAndLoss() }, answers.answer(.concentration, at: now) { engine.concentration() }
        )
    }

    /// Book A against what liquidity providers hold, by symbol, and the deals and fills that do not meet.
    public func coverage() -> (rows: [CoverageRow], tickets: [TicketBreak]) {
        let engine = engine
        let now = environment.now()
        return (answers.answer(.coverage, at: now) { engine.coverage() }, answers.answer(.tickets, at: now) { engine.ticketBreaks() })
    }
}
