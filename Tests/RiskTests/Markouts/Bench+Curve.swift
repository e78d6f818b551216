import Brokerage

@testable import Risk

extension Bench {
    /// The curve as a file's owner would ask for it.
    func curve(_ account: AccountID, _ side: MarkoutSide = .open, _ clock: MarkoutClock = .wall) -> [MarkoutPoint] {
        engine.markoutCurve(account: account, deals: deals[account] ?? [], facts: facts, side: side, clock: clock)
    }
}
