import Brokerage

extension TradingServer {
    /// Warns or closes out an account whose margin level has fallen too far.
    mutating func checkMargin(of account: Int, at instant: Int64) {
        guard !accounts[account].positions.isEmpty, instant >= accounts[account].safeUntil else { return }
        let group = group(of: account)
        var worth = valuation(of: account, at: instant)
        let level = worth.level
        guard !worth.margin.isZero else { return }
        if level > Money(group.stopOut) {
            note(mode: level < Money(group.marginCall) ? 1 : 0, worth, account, at: instant)
            // Far from trouble: nothing can happen for a while.
            accounts[account].safeUntil = instant + Self.respite(at: level)
            return
        }
        note(mode: 2, worth, account, at: instant)
        while worth.level <= Money(group.stopOut), let worst = worstPosition(of: account, at: instant) {
            let comment = "[so \(worth.level)%/\(worth.equity)/\(worth.margin)]"
            guard close(worst, at: instant, reason: .stopOut, comment: comment) else { return }
            worth = valuation(of: account, at: instant)
            if worth.margin.isZero { break }
        }
        compensate(account, at: instant)
    }

    /// Milliseconds for which an account of that margin level needs no look.
    static func respite(at level: Money) -> Int64 { level > Money(1200) ? 1_200_000 : level > Money(400) ? 240_000 : 0 }

    private mutating func note(mode: Int, _ worth: Valuation, _ account: Int, at instant: Int64) {
        guard mode != 0 || accounts[account].stopOut.mode == 1 else { return }
        guard mode != 0 else {
            accounts[account].stopOut.mode = 0
            return
        }
        accounts[account].stopOut = StopOutState(mode: mode, time: instant, level: worth.level, equity: worth.equity, margin: worth.margin)
    }

    private mutating func worstPosition(of account: Int, at instant: Int64) -> Int64? {
        var worst: (ticket: Int64, profit: Money)?
        for ticket in accounts[account].positions {
            guard let position = positions[ticket], market.isOpen(position.symbol, at: instant) else { continue }
            let profit = floating(position, at: instant).profit
            if worst.map({ profit < $0.profit }) ?? true { worst = (ticket, profit) }
        }
        return worst?.ticket
    }

    /// Negative balance protection: a client loses no more than what was paid in.
    private mutating func compensate(_ account: Int, at instant: Int64) {
        let (balance, credit) = (accounts[account].balance, accounts[account].credit)
        guard accounts[account].positions.isEmpty, balance < .zero else { return }
        if credit > .zero { operate(account, .credit, -credit, at: instant, comment: "Credit out after stop-out") }
        operate(account, .stopOutCompensation, -balance, at: instant, comment: "Negative balance compensation")
    }
}
