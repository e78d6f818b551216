import Brokerage
import Testing

@testable import Risk

struct ToxicEdgeRuleTests {
    /// Two hundred trades that won alike; `lots` decides what the edge costs.
    private func alerts(lots: String, profit: Double, trades: Int = 200) -> [AlertSignal] {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.10000", "1.10001")
        for index in 0..<trades {
            let at = Double(index) * 900
            let money = String((profit + Double(index % 3)).rounded() )
            let position = bench.trade(account, .buy, lots, "EURUSD", "1.10000", seconds: at)
            bench.trade(account, .sell, lots, "EURUSD", "1.10050", position: position, entry: .out, profit: money, seconds: at + 300)
        }
        return bench.settle(Double(trades) * 900).alerts
    }

    @Test func aSureAndCostlyEdgeWarns() throws {
        let alert = try #require(alerts(lots: "1", profit: 40).first { $0.rule == "TX1" })
        #expect(alert.severity == .warning && alert.value > 1000 && alert.threshold == 1000 && !alert.deals.isEmpty)
        #expect(alert.evidence.contains { $0.name == "trades" && $0.value == "200" })
    }

    @Test func aLargeAndVeryCostlyOneIsCritical() {
        #expect(alerts(lots: "1", profit: 300).contains { $0.rule == "TX2" && $0.severity == .critical })
        #expect(!alerts(lots: "0.01", profit: 3).contains { $0.rule == "TX2" })
    }

    @Test func whatCostsLittleOrHasFewTradesIsNoAlert() {
        #expect(!alerts(lots: "1", profit: -1).contains { $0.rule == "TX1" })
        #expect(!alerts(lots: "1", profit: 40, trades: 12).contains { $0.rule == "TX1" })
        #expect(!alerts(lots: "1", profit: -40).contains { $0.rule == "TX1" })
    }

    @Test func anotherBookIsSaidOnceItIsAdvised() {
        var bench = Bench()
        let account = bench.account(1)
        bench.engine.restore(advice: [AdviceRecord(account: account, state: AdviceState(book: .a, since: 20_000, evaluatedOn: 20_000))])
        #expect(bench.settle(1).alerts.map(\.rule) == ["BK1"])
        bench.account(1, book: .a)
        #expect(bench.settle(2).alerts.isEmpty)
    }
}
