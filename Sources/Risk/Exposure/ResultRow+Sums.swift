extension ResultRow {
    /// What the house made of clients whose result it bears.
    mutating func addKept(_ day: borrowing ClientDay, floating: Double?, _ reason: MissingReason?) {
        closedUSD -= day.profit
        swapUSD -= day.swap
        commissionUSD -= day.commission
        if let floating, let sum = floatingChangeUSD { floatingChangeUSD = sum - floating } else { floatingChangeUSD = nil }
        self.reason = self.reason ?? reason
        addTrading(day)
    }

    /// What the house made of clients whose result is passed on: their commissions.
    mutating func addCovered(_ day: borrowing ClientDay) {
        commissionUSD -= day.commission
        turnoverUSD += day.turnover
        deals += day.deals
    }

    private mutating func addTrading(_ day: borrowing ClientDay) {
        turnoverUSD += day.turnover
        deals += day.deals
        spreadCaptureUSD += day.capture
        tenSeconds.add(day.markouts[0])
        sixtySeconds.add(day.markouts[1])
    }

    mutating func addCover(_ usd: Double?, _ reason: MissingReason?) {
        self.reason = self.reason ?? reason
        if let usd { coverUSD = (coverUSD ?? 0) + usd }
    }

    mutating func add(_ money: borrowing DayTable.AccountMoney) {
        rebatesUSD -= money.rebates
        chargesUSD -= money.charges
        bonusUSD -= money.bonus
    }

    /// Sets the sum; nil where a part is missing.
    mutating func close() {
        guard reason == nil, let floating = floatingChangeUSD else { return }
        pnlUSD = closedUSD + floating + swapUSD + commissionUSD + chargesUSD + rebatesUSD + (coverUSD ?? 0)
    }
}

extension MarkoutResult {
    mutating func add(_ other: MarkoutResult) {
        spreadCaptureUSD += other.spreadCaptureUSD
        markoutUSD += other.markoutUSD
        n += other.n
    }
}
