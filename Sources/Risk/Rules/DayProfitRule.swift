import Brokerage

extension Rule {
    /// PL2: a client's closed result of the day is ten thousand USD, or a tenth of what he began the day with and a thousand USD.
    static let dayProfit = Rule(
        id: "PL2", cooldown: .zero,
        metric: .account(
            read: { account, _, settings, now in
                let limits = settings.money
                guard let rate = account.usdRate else { return nil }
                let today = Whole.floorDivide(now.microseconds, 86_400_000_000)
                let profit = account.history.ledger.day == today ? account.history.ledger.dayProfit.statistic : 0
                let start = account.currentBalance.statistic - profit
                let isLarge = profit * rate >= limits.dayProfitUSD
                let isLargeShare = profit * rate >= limits.dayProfitFloorUSD && account.knowsFunds && start > 0 && profit >= limits.dayProfitShare * start
                // Before the size itself is large, the steps are those above the floor.
                let threshold = isLarge ? limits.dayProfitUSD : limits.dayProfitFloorUSD
                var reading = Reading.above(profit * rate, threshold, step: limits.dayProfitStepUSD, severity: .warning)
                reading.isBeyond = isLarge || isLargeShare
                if isLarge { reading.level += 1 } else if !isLargeShare { (reading.level, reading.ratio) = (0, min(reading.ratio, 0.79)) }
                return reading
            },
            explain: { account, _, _ in
                let ledger = account.history.ledger
                return Explanation(
                    evidence: [
                        .init("unit", "usd"), .init("day_profit", ledger.dayProfit.description), .init("balance", account.currentBalance.description),
                    ], deals: account.history.recentOpens.deals)
            }))
}
