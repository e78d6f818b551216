import Brokerage
import Testing

@testable import Risk

struct ProfitAndLossTests {
    private static let day = 86_400.0

    @Test func aCoveredFillIsTheReferences() {
        // 3 lots at 1.08715 against 1.08706, 3.5 USD a lot, and 3 USD a million to the provider.
        let cost = 300_000 * 1.08706 / 1e6 * 3
        let house = CoveredFill.house(
            side: .buy, client: Price("1.08715") ?? .zero, provider: Price("1.08706") ?? .zero, units: 300_000, commission: 10.5,
            providerCommission: cost)
        #expect(abs(house - 36.52) < 0.005)
    }

    @Test func revenueAMillionIsTheReferences() {
        #expect(abs((Revenue.perMillion(12_500, turnover: 480e6) ?? 0) - 26.04) < 0.005)
        #expect(Revenue.perMillion(1, turnover: 0) == nil)
    }

    @Test func concentrationIsTheReferences() {
        let parts = Concentration([("a", 50), ("b", 30), ("c", 20)], by: .client)
        #expect(abs((parts.index ?? 0) - 0.38) < 1e-12)
        #expect(abs((parts.effective ?? 0) - 2.63) < 0.005)
        #expect(parts.top.map(\.key) == ["a", "b", "c"] && parts.warnAbove == 0.25)
        #expect(Concentration([], by: .symbol).index == nil)
    }

    @Test func concentrationLooksAtClientsSymbolsAndIntroducers() {
        var bench = Bench()
        for (id, introducer) in [(1, "IB1"), (2, "IB1"), (3, nil)] as [(Int64, String?)] { bench.account(id) { $0.introducer = introducer } }
        bench.quote("EURUSD", "1", "1")
        bench.quote("GBPUSD", "1", "1")
        bench.trade(AccountID(1), .buy, "2", "EURUSD", "1")
        bench.trade(AccountID(1), .sell, "1", "EURUSD", "1")
        bench.trade(AccountID(2), .sell, "1", "GBPUSD", "1")
        bench.trade(AccountID(3), .sell, "1", "GBPUSD", "1")
        let rows = bench.engine.concentration()
        #expect(rows.map(\.by) == [.client, .symbol, .introducer])
        #expect(abs((rows[0].index ?? 0) - (0.36 + 0.04 + 0.04)) < 1e-12)
        #expect(rows[0].top.map(\.key) == ["1001", "1002", "1003"])
        #expect(abs((rows[1].index ?? 0) - (0.36 + 0.16)) < 1e-12)
        #expect(rows[2].index == 1)
        let introduced = bench.engine.exposure(by: .introducer)
        #expect(introduced.map(\.key) == ["IB1"] && introduced.first?.accounts == 2)
        #expect(bench.engine.exposure(by: .client).map(\.key) == ["1", "2", "3"])
    }

    /// One lot bought yesterday at 1.10 (close 1.11), two more today, of which one was closed again; now 1.13.
    private func story(book: Book = .b) -> Bench {
        var bench = Bench()
        let account = bench.account(1, book: book)
        bench.pay(account, "10000")
        let first = bench.trade(account, .buy, "1", "EURUSD", "1.10", seconds: 0)
        bench.quote("EURUSD", "1.11", "1.11", at: 10)
        bench.quote("EURUSD", "1.12", "1.12", at: Self.day)
        let second = bench.trade(account, .buy, "2", "EURUSD", "1.12", seconds: Self.day + 1) { $0.commission = Money("-7") ?? .zero }
        bench.trade(account, .sell, "1", "EURUSD", "1.14", position: second, entry: .out, profit: "2000", seconds: Self.day + 2) {
            $0.swap = Money("-3") ?? .zero
        }
        bench.pay(account, "500", action: .bonus, seconds: Self.day + 3)
        bench.pay(account, "-20", action: .charge, seconds: Self.day + 3)
        bench.pay(account, "40", action: .agent, seconds: Self.day + 3)
        bench.quote("EURUSD", "1.13", "1.13", at: Self.day + 4)
        bench.settle(Self.day + 5)
        #expect(first != second)
        return bench
    }

    @Test func aDayIsClosedAndWhatFloatedSinceYesterday() throws {
        let result = story().engine.profitAndLoss()
        let row = try #require(result.bySymbol.first)
        #expect(row.key == "EURUSD" && row.deals == 2)
        #expect(abs(row.closedUSD + 2000) < 1e-9)
        // Two cents on the lot since yesterday's close, one on what was bought today.
        #expect(abs((row.floatingChangeUSD ?? 0) + 3000) < 1e-6)
        #expect(abs(row.swapUSD - 3) < 1e-9 && abs(row.commissionUSD - 7) < 1e-9)
        #expect(abs((row.pnlUSD ?? 0) + 4990) < 1e-6)
        #expect(abs(row.turnoverUSD - (224_000 + 114_000)) < 1e-6)
        #expect(abs((row.revenuePerMillion ?? 0) + 4990 / 0.338) < 1e-3)
        #expect(abs((result.total.pnlUSD ?? 0) - (-4990 + 20 - 40)) < 1e-6)
        #expect(abs(result.total.bonusUSD + 500) < 1e-9)
        #expect(result.byBook.map(\.key) == ["B"] && result.byBook.first?.pnlUSD == result.total.pnlUSD)
        #expect(result.byGroup.map(\.key) == ["real\\usd"])
        #expect(abs((result.byGroup.first?.pnlUSD ?? 0) - (result.total.pnlUSD ?? 0)) < 1e-6)
    }

    @Test func aCoveredBookEarnsItsCommissionsAndWhatTheCoverBrings() throws {
        var bench = story(book: .a)
        let assumed = bench.engine.profitAndLoss()
        #expect(abs((assumed.bySymbol.first?.pnlUSD ?? 0) - 7) < 1e-9)
        #expect(assumed.bySymbol.first?.coverUSD == nil)
        let fills = [(Side.buy, "1", "1.10", 0.0), (.buy, "2", "1.1199", Self.day + 1), (.sell, "1", "1.1401", Self.day + 2)]
        for (side, lots, price, seconds) in fills {
            var fill = ProviderFill(
                fill: price, provider: "LP", symbol: "EURUSD", side: side, volume: Lots(lots) ?? .zero, price: bench.price(price),
                time: Bench.time(seconds))
            fill.commission = Money("1")
            bench.engine.apply(fill, on: bench.connection)
        }
        let row = try #require(bench.engine.profitAndLoss().bySymbol.first)
        // Better by a pip on two lots and by one on one, two fills' commission, and what the client paid.
        #expect(abs((row.pnlUSD ?? 0) - (20 + 10 - 2 + 7 + 3)) < 1e-6)
        #expect(row.coverUSD != nil)
    }

    @Test func aFillIsTakenApartAsTheReferenceDoes() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.08700", "1.08710", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.08710", seconds: 0.5)
        bench.quote("EURUSD", "1.08717", "1.08727", at: 9)
        bench.quote("EURUSD", "1.08695", "1.08705", at: 12)
        bench.settle(12)
        let row = try #require(bench.engine.profitAndLoss().bySymbol.first)
        #expect(abs(row.spreadCaptureUSD - 5) < 0.01)
        #expect(row.tenSeconds.n == 1 && row.sixtySeconds.n == 0)
        #expect(abs(row.tenSeconds.markoutUSD + 12) < 0.01)
        #expect(abs(row.tenSeconds.adverseSelectionUSD + 17) < 0.01)
        #expect(abs(row.tenSeconds.spreadCaptureUSD - 5) < 0.01)
    }

    @Test func positionsOfAnEarlierDayNeedItsClose() {
        var bench = Bench()
        let account = bench.account(1)
        bench.engine.apply(
            Position(
                ticket: 5, login: 1001, symbol: "GBPUSD", side: .buy, volume: Lots(1), priceOpen: bench.price("1.3"),
                openedAt: Bench.time(-Self.day)),
            account: account)
        bench.quote("GBPUSD", "1.31", "1.31", at: 0)
        bench.settle(1)
        let row = bench.engine.profitAndLoss().bySymbol.first
        #expect(row?.pnlUSD == nil && row?.reason == .notEnoughDays)
    }

    @Test(arguments: 1...8)
    func aRebuildGivesTheSameResult(_ seed: UInt64) {
        var story = RandomStory(seed: seed, accounts: 3)
        story.run(steps: 800)
        let before = story.bench.engine.profitAndLoss()
        #expect(before.total.deals > 0)
        for account in story.accounts { story.bench.rebuild(account) }
        story.bench.settle(40_000)
        #expect(story.bench.engine.profitAndLoss() == before)
    }

    @Test(arguments: 1...8)
    func theHousesDayIsWhatItsClientsLost(_ seed: UInt64) {
        var story = RandomStory(seed: seed, accounts: 1)
        story.run(steps: 400)
        // All in one day and kept: everything that is closed, and what still floats.
        let engine = story.bench.engine
        let result = engine.profitAndLoss()
        var client = 0.0
        for symbol in engine.market.instruments.indices {
            let instrument = engine.market.instruments[symbol]
            let held = instrument.held(keptOnly: true)
            let mid = instrument.quote?.midPrice ?? 0
            let rate = engine.market.currencies.usd(instrument.profit) ?? 0
            client += (Double(held.netLots) / 1e8 * mid + held.openingCash) * instrument.contract * rate
        }
        let rate = engine.market.currencies.usd(engine.accounts[0].currency) ?? 0
        client += engine.accounts[0].history.ledger.profit.statistic * rate
        #expect(abs((result.total.pnlUSD ?? .nan) + client) < 1e-4 * max(1, abs(client)))
    }
}
