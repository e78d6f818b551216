import Brokerage

extension RiskEngine {
    /// What two linked accounts do that stand against each other with all they have ahead of a gap (risk-domain 6.10).
    struct GamingPair: Sendable {
        var a: Int
        var b: Int
        var symbol: String
        /// When the market closes for a weekend, or a release is due; microseconds since 1970.
        var gap: Int64
        /// The deals that opened the two.
        var deals: [DealID]
    }

    /// Among the proven mirror pairs and the accounts that are one person's: strangers may bet on the same event too.
    func gamingPairs() -> [GamingPair] {
        (review.mirrors.map { ($0.a, $0.b) } + review.identityPairs.map { ($0.a, $0.b) }).compactMap { gaming($0, $1) }
    }

    private func gaming(_ a: Int, _ b: Int) -> GamingPair? {
        let (first, second) = (stakes(of: a), stakes(of: b))
        for mine in first {
            for theirs in second where theirs.underlying == mine.underlying {
                guard NegativeBalanceGaming.isGaming(mine.bet, theirs.bet, gap: mine.gap) else { continue }
                return GamingPair(a: a, b: b, symbol: market.underlyings[mine.underlying].name, gap: mine.gap, deals: [mine.deal, theirs.deal])
            }
        }
        return nil
    }

    private struct Stake {
        var bet: NegativeBalanceGaming.Bet
        var underlying: Int
        var gap: Int64
        var deal: DealID
    }

    /// The account's open positions that were opened shortly before a gap.
    private func stakes(of index: Int) -> [Stake] {
        guard let leverage = accounts[index].leverageInUse, let cap = accounts[index].leverage else { return [] }
        return accounts[index].history.positions.lives.compactMap { life in
            guard life.lots > 0, !life.isIncomplete else { return nil }
            let (instrument, gap) = (market.instruments[life.instrument], gap(after: life.openedAt, life.instrument))
            guard gap &- life.openedAt <= NegativeBalanceGaming.lead else { return nil }
            let units = Double(life.lots) / 1e8 * instrument.contract
            return Stake(
                bet: .init(leverage: leverage, cap: Double(cap), units: units, isLong: life.isLong, openedAt: life.openedAt),
                underlying: instrument.underlying, gap: gap, deal: life.firstDeal)
        }
    }

    /// The next weekend or release after a moment.
    private func gap(after time: Int64, _ number: Int) -> Int64 {
        let weekend = Rollover.weekend(after: time)
        return calendar.next(after: time, market.instruments[number].profit, market.instruments[number].asset).map { min($0, weekend) } ?? weekend
    }
}
