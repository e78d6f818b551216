import Brokerage
import Testing

@testable import Simulator

/// The planted behaviours show in the books as they were planted.
@Suite struct BehaviourTests {
    static let world = SharedWorld.make(seed: 5, accounts: 150, days: 15)

    private func deals(of behaviour: Behaviour) -> [BookedDeal] {
        let world = Self.world
        return world.server.ledger.deals.filter { $0.action.isTrade && world.truth[$0.account].behaviour == behaviour }
    }

    /// Mean move in basis points in the client's direction after openings, and its standard error.
    private func markout(_ behaviour: Behaviour, after milliseconds: Int64) -> (mean: Double, error: Double) {
        var market = Self.world.server.market
        let moves = deals(of: behaviour).filter { $0.entry == .opening }.compactMap { deal -> Double? in
            let later = deal.time + milliseconds
            guard later < market.path.end, market.isOpen(deal.symbol, at: later) else { return nil }
            let quote = market.quote(deal.symbol, at: later)
            let before = (deal.marketBid.statistic + deal.marketAsk.statistic) / 2
            let after = (quote.bid.statistic + quote.ask.statistic) / 2
            return (deal.action == .buy ? 1 : -1) * (after / before - 1) * 10_000
        }
        let mean = moves.reduce(0, +) / Double(max(1, moves.count))
        let variance = moves.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, moves.count))
        return (mean, (variance / Double(max(1, moves.count))).squareRoot())
    }

    private func holds(_ behaviour: Behaviour) -> [Double] {
        var opened: [Int64: Int64] = [:]
        var holds: [Double] = []
        for deal in deals(of: behaviour) {
            if deal.entry == .opening {
                opened[deal.position] = deal.time
            } else if let start = opened[deal.position] {
                holds.append(Double(deal.time - start) / 1000)
            }
        }
        return holds.sorted()
    }

    @Test func latencyTradersGainWithinASecond() {
        for behaviour in [Behaviour.latency, .latencyHidden] {
            let (mean, error) = markout(behaviour, after: 1000)
            #expect(mean > 2 && mean > 6 * error)
        }
    }

    @Test func hiddenLatencyTradersHoldForMinutesAndTheOthersForSeconds() {
        let (hidden, plain) = (holds(.latencyHidden), holds(.latency))
        #expect(hidden.first ?? 0 >= 170 && hidden.last ?? 0 <= 610)
        #expect(plain[plain.count / 2] < 30)
    }

    @Test func scalpersHoldForSecondsWithoutAnEdge() {
        let holds = holds(.scalper)
        #expect(holds.count > 500)
        #expect(holds[holds.count * 9 / 10] < 60)
        let (mean, error) = markout(.scalper, after: 30_000)
        #expect(abs(mean) < 4 * error)
    }

    @Test func swingTradersHaveAnEdgeAtOneHour() {
        let (mean, error) = markout(.swing, after: 3_600_000)
        #expect(mean > 1 && mean > 3 * error)
    }

    @Test func noiseTradersHaveNone() {
        let (mean, error) = markout(.noise, after: 3_600_000)
        #expect(mean < 3 * error)
    }

    @Test func martingaleTradersDoubleAfterLossesOnly() {
        var last: [Int: (lots: Double, lost: Bool)] = [:]
        var (afterLoss, afterWin): ([Double], [Double]) = ([], [])
        var open: [Int64: Double] = [:]
        for deal in deals(of: .martingale) {
            if deal.entry == .opening {
                open[deal.position] = deal.lots.statistic
                guard let before = last[deal.account] else { continue }
                if before.lost { afterLoss.append(deal.lots.statistic / before.lots) } else { afterWin.append(deal.lots.statistic / before.lots) }
            } else if let lots = open[deal.position] {
                last[deal.account] = (lots, deal.profit < .zero)
            }
        }
        let (loss, win) = (afterLoss.sorted(), afterWin.sorted())
        #expect(loss.count > 100 && (1.5...2.3).contains(loss[loss.count / 2]))
        #expect(win[win.count / 2] <= 1)
    }

    @Test func gridLegsStandAtEvenDistances() {
        var legs: [Int: [Double]] = [:]
        var ratios: [Double] = []
        for deal in deals(of: .grid) {
            guard deal.entry == .opening else {
                legs[deal.account] = []
                continue
            }
            legs[deal.account, default: []].append(deal.price.statistic)
            guard let prices = legs[deal.account], prices.count >= 3 else { continue }
            let gaps = zip(prices, prices.dropFirst()).map { abs($0 - $1) }
            ratios.append(gaps[gaps.count - 1] / gaps[gaps.count - 2])
        }
        #expect(ratios.count > 20)
        #expect(ratios.count { (0.7...1.4).contains($0) } > ratios.count * 8 / 10)
    }

    @Test func copiersFollowWithinASecondAndMirrorsTakeTheOtherSide() {
        let world = Self.world
        for (behaviour, opposite) in [(Behaviour.copier, false), (.mirror, true)] {
            for (account, entry) in world.truth.enumerated() where entry.behaviour == behaviour {
                let own = world.server.accounts[account].deals.map { world.server.ledger.deals[Int($0)] }
                    .filter { $0.action.isTrade && $0.entry == .opening }
                let tie = entry.cluster ?? entry.pair
                let leaders = world.truth.indices.filter {
                    (world.truth[$0].cluster ?? world.truth[$0].pair) == tie && world.truth[$0].behaviour != behaviour
                }
                let theirs = leaders.flatMap { world.server.accounts[$0].deals }.map { world.server.ledger.deals[Int($0)] }
                    .filter { $0.action.isTrade && $0.entry == .opening }
                let followed = own.count { deal in
                    theirs.contains {
                        $0.symbol == deal.symbol && ($0.action != deal.action) == opposite && (0...2600).contains(deal.time - $0.time)
                    }
                }
                #expect(followed == own.count)
            }
        }
    }

    @Test func swapArbitrageursEarnBySwapsAlone() {
        let world = Self.world
        let open = world.server.positions.values.filter { world.truth[$0.account].behaviour == .swapArbitrage }.map(\.storage)
        let closed = deals(of: .swapArbitrage).map(\.storage)
        #expect((open + closed).reduce(.zero, +) > Money.zero)
    }

    @Test func newsTradersOpenAroundReleases() {
        let market = Self.world.server.market
        let openings = deals(of: .news).filter { $0.entry == .opening }
        #expect(openings.count > 20)
        let near = openings.count { market.newsEvent(around: $0.time, before: 240_000, after: 300_000) != nil }
        #expect(near == openings.count)
    }

    @Test func theTruthNamesEveryAccountOnce() {
        let world = Self.world
        #expect(Set(world.truth.map(\.login)) == Set(world.server.accounts.map(\.login)))
        #expect(zip(world.truth, world.server.accounts).allSatisfy { $0.login == $1.login })
        let behaviours = Set(world.truth.map(\.behaviour))
        #expect(behaviours == Set(Behaviour.allCases))
    }

    @Test func someHappeningsOfEveryKindAreInTheBooks() {
        let deals = Self.world.server.ledger.deals
        #expect(deals.contains { $0.reason == .stopOut })
        #expect(deals.contains { $0.reason == .stopLoss } && deals.contains { $0.reason == .takeProfit })
        #expect(deals.contains { $0.action == .bonus } && deals.contains { $0.action == .credit })
        #expect(deals.contains { $0.action == .balance && $0.profit < .zero })
        #expect(deals.contains { $0.entry == .closeBy } && deals.contains { $0.entry == .reversal })
        #expect(deals.contains { $0.entry == .closing && $0.lotsClosed < (Self.opened[$0.position] ?? .zero) })
        #expect(deals.contains { !$0.priceGateway.isZero })
        #expect(deals.contains { $0.storage > .zero } && deals.contains { $0.storage < .zero })
    }

    private static let opened = Dictionary(
        world.server.ledger.deals.filter { $0.entry == .opening }.map { ($0.position, $0.lots) }, uniquingKeysWith: { $0 + $1 })
}
