import Brokerage
import Testing

@testable import Risk

struct PatternsTests {
    @Test func allDetectorsOfAnAccountFitIn1616Bytes() {
        #expect(MemoryLayout<Patterns>.size <= 1616, "\(MemoryLayout<Patterns>.size) bytes")
        #expect(MemoryLayout<RecentDeals>.size <= 32)
        #expect(MemoryLayout<SymbolYields>.size + 2 * MemoryLayout<SlippageTally>.size <= 128, "a symbol costs little more")
    }

    @Test func recentDealsAreTheNewestSixInTheirOrder() {
        var recent = RecentDeals()
        #expect(recent.isEmpty && recent.deals.isEmpty)
        for id in 1...20 { recent.add(DealID(Int64(id) << 30)) }
        #expect(recent.deals == (15...20).map { DealID(Int64($0) << 30) })
        recent.add(DealID(.max))
        recent.add(DealID(-1))
        #expect(recent.deals.last == DealID(20 << 30), "what is no number of a deal is not kept")
    }

    @Test func aLabelIsToldWithoutPoints() throws {
        var bench = Bench()
        let account = bench.account(1)
        for index in 0..<30 {
            let time = Double(index) * 7200
            let position = bench.trade(account, .buy, "0.1", "EURUSD", "1.1", seconds: time) { $0.reason = .expert }
            bench.trade(account, .sell, "0.1", "EURUSD", "1.1", position: position, entry: .out, profit: index % 2 == 0 ? "3" : "-3", seconds: time + 3000) {
                $0.reason = .expert
            }
        }
        bench.settle(300_000)
        let score = try #require(bench.engine.score(of: account))
        let reason = try #require(score.reasons.first { $0.code == "automation" })
        #expect(reason.points == 0 && reason.n == 30 && reason.deals.count == 6 && reason.interval?.lowerBound ?? 0 > 0.8)
        #expect(abs(score.reasons.reduce(score.basePoints) { $0 + $1.points } - Double(score.score)) <= 0.5)
    }

    @Test func everyFindingCarriesItsInnocentExplanation() {
        for term in ScoreTerm.all { #expect(!term.innocentExplanation.isEmpty && !term.title.isEmpty) }
        #expect(Set(ScoreTerm.all.map(\.code)).count == ScoreTerm.all.count)
    }

    @Test func statisticsTellHowAnAccountTrades() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "10000", seconds: -10)
        for (index, profit) in ["120", "-80", "60", "-40", "200", "-30"].enumerated() {
            let time = Double(index) * 86_400
            let position = bench.trade(account, .buy, "0.1", "EURUSD", "1", seconds: time) { $0.expert = index < 3 ? 77 : 0 }
            bench.trade(account, .sell, "0.1", "EURUSD", "1", position: position, entry: .out, profit: profit, seconds: time + 60) {
                $0.reason = index % 2 == 1 ? .stopLoss : index == 0 ? .takeProfit : .client
                $0.swap = index == 4 ? Money("-23") ?? .zero : .zero
            }
        }
        let statistics = try #require(bench.engine.figures(of: account)?.statistics)
        #expect(statistics.winRate == 0.5 && statistics.stopLossShare == 0.5 && statistics.takeProfitShare == 1.0 / 6)
        #expect(statistics.stopOutShare == 0 && statistics.automaticShare == 0.5 && statistics.activeDays == 6)
        #expect(statistics.averageLoss == -50 && statistics.averageWin == 119)
        let swapShare: Double = -23.0 / 207.0
        #expect(abs(try #require(statistics.swapShare) - swapShare) < 1e-9)
        #expect(abs(try #require(statistics.profitPerMillion) - 3450) < 1e-6)
        #expect(abs(try #require(statistics.meanLeverage) - 1) < 0.02)
    }

    @Test func skillIsHeldAgainstTheBestThatLuckShows() throws {
        var bench = Bench()
        var dice = Dice(seed: 6)
        let accounts = (1...40).map { bench.account(Int64($0)) }
        for (number, account) in accounts.enumerated() {
            for index in 0..<60 {
                let time = Double(index) * 86_400
                let position = bench.trade(account, .buy, "0.1", "EURUSD", "1", seconds: time)
                let profit = dice.normal() * 20 + (number == 0 ? 15 : 0)
                bench.trade(account, .sell, "0.1", "EURUSD", "1", position: position, entry: .out, seconds: time + 900) {
                    $0.profit = Money(rounding: profit.rounded()) ?? .zero
                }
            }
        }
        let skilled = try #require(bench.engine.skill(of: accounts[0]))
        #expect(skilled.clients == 40 && skilled.bestByLuck > 0.2 && skilled.deflatedProbability > 0.9)
        for account in accounts.dropFirst() { #expect(try #require(bench.engine.skill(of: account)).deflatedProbability < 0.9) }
    }
}
