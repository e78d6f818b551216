import Brokerage
import Testing

@testable import Risk

struct HostileInputTests {
    private static let wild: [Int64] = [.min, .min + 1, -1, 0, 1, 100_000_000, .max - 1, .max]

    @Test(arguments: 1...20)
    func noDealTickOrPositionEndsTheProcess(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        var engine = RiskEngine()
        let connection = ConnectionID(1)
        func any() -> Int64 { Self.wild[dice.below(Self.wild.count)] }
        engine.setSecondStamps(seed % 2 == 0, on: connection)
        for id in 1...3 {
            var account = Account(login: any())
            (account.currency, account.leverage, account.currencyDigits) = (["USD", "", "JPY"][id % 3], Int(any()), Int(any()))
            (account.balance, account.margin, account.registeredAt) = (Money(units: any()), Money(units: any()), Timestamp(microseconds: any()))
            engine.update(account, id: AccountID(Int64(id)), on: connection, scored: true)
        }
        let names = ["EURUSD", "USDJPY", "", "US500", "ÄÖÜ", "......", "XAUUSD.x"]
        for step in 0..<3000 {
            let name = names[dice.below(names.count)]
            let account = AccountID(Int64(dice.below(5)))
            switch dice.below(6) {
            case 0:
                var tick = Tick(symbol: name, bid: Price(units: any()), ask: Price(units: any()), time: Timestamp(microseconds: any()))
                if dice.chance(80) { tick.time = Timestamp(microseconds: Int64(step) * 1_000_000) }
                if dice.chance(40) { tick.feed = dice.chance(70) ? "lp" : "other" }
                engine.apply(tick, on: connection)
            case 1:
                let position = Position(
                    ticket: Int64(dice.below(4)), login: any(), symbol: name, side: dice.chance(50) ? .buy : .sell,
                    volume: Lots(units: any()), priceOpen: Price(units: any()), openedAt: Timestamp(microseconds: any()))
                engine.apply(position, account: account)
            case 2:
                var symbol = Symbol.guess(name)
                (symbol.contractSize, symbol.base, symbol.profitCurrency) = (Quantity(units: any()), dice.chance(50) ? "" : "EUR", "USD")
                engine.define(symbol, on: connection)
            default:
                var deal = Deal(ticket: any(), login: any(), action: DealAction.allCases[dice.below(4)], time: Timestamp(microseconds: any()))
                deal.entry = DealEntry.allCases[dice.below(4)]
                deal.reason = DealReason.allCases[dice.below(DealReason.allCases.count)]
                (deal.position, deal.symbol) = (dice.chance(80) ? Int64(dice.below(4)) : any(), name)
                (deal.volume, deal.price, deal.profit) = (Lots(units: any()), Price(units: any()), Money(units: any()))
                (deal.commission, deal.marketBid, deal.marketAsk) = (Money(units: any()), Price(units: any()), Price(units: any()))
                engine.apply(deal, id: DealID(Int64(step)), account: account)
            }
            if step % 50 == 0 {
                _ = engine.settle(at: Timestamp(microseconds: any()))
                engine.refreshPopulation()
            }
        }
        read(engine)
    }

    private func read(_ engine: RiskEngine) {
        for id in 0..<5 {
            let account = AccountID(Int64(id))
            _ = engine.figures(of: account)
            _ = engine.positions(of: account)
            for side in MarkoutSide.allCases { _ = engine.markoutCurve(account: account, deals: [], facts: [], side: side) }
            guard let score = engine.score(of: account) else { continue }
            #expect((0...100).contains(score.score))
            #expect(score.reasons.allSatisfy { $0.points.isFinite })
        }
        for grouping in ExposureGrouping.allCases { _ = engine.exposure(by: grouping) }
        _ = engine.house
    }

    @Test func accountsNobodyAnnouncedAreNotThere() {
        var engine = RiskEngine()
        let stranger = AccountID(9)
        engine.apply(Deal(ticket: 1, login: 1, action: .buy, time: Bench.start), id: DealID(1), account: stranger)
        engine.rebuild(stranger, deals: [], markouts: [])
        #expect(engine.figures(of: stranger) == nil)
        #expect(engine.score(of: stranger) == nil)
        #expect(engine.positions(of: stranger).isEmpty)
        #expect(engine.markoutCurve(account: stranger, deals: [], facts: [], side: .open).isEmpty)
        #expect(engine.settle(at: Bench.start) == RiskChanges())
    }

    @Test func factsOfUnknownKindsAndDealsAreIgnored() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        let facts = [
            MarkoutFact(deal: DealID(1), kind: 255, value: Price(1)), MarkoutFact(deal: DealID(77), kind: 0, value: Price(1)),
            MarkoutFact(deal: DealID(1), kind: 3, value: Price(units: .max)),
        ]
        bench.engine.rebuild(account, deals: bench.deals[account] ?? [], markouts: facts)
        #expect(
            bench.engine.markoutCurve(account: account, deals: bench.deals[account] ?? [], facts: facts, side: .open).map(\.horizon) == [1])
        #expect(bench.engine.accounts[0].history.opens[3]?.n == 1)
    }

    @Test func aGuessedSymbolSaysSoAndANewDescriptionAsksForARebuild() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("US500", "5000", "5001")
        bench.trade(account, .buy, "2", "US500", "4990")
        #expect(bench.engine.positions(of: account).first?.isGuess == true)
        #expect(bench.engine.positions(of: account).first?.floating == Money("20"))
        bench.settle()
        var symbol = Symbol.guess("US500")
        (symbol.contractSize, symbol.isGuess) = (Quantity(10), false)
        bench.engine.define(symbol, on: bench.connection)
        #expect(bench.engine.positions(of: account).first?.floating == Money("200"))
        #expect(bench.settle().outdated == [account])
        bench.engine.define(symbol, on: bench.connection)
        #expect(bench.settle().outdated.isEmpty)
    }
}
