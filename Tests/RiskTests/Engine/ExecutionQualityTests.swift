import Brokerage
import Testing

@testable import Risk

struct ExecutionQualityTests {
    /// Buys whose fills are better, or worse, than requested.
    private func bench(better: Int, worse: Int) -> (Bench, AccountID) {
        var bench = Bench()
        let account = bench.account(1)
        for index in 0..<(better + worse) {
            let requested = index < better ? "1.10002" : "1.09998"
            let position = bench.trade(account, .buy, "0.1", "EURUSD", "1.1", seconds: Double(index * 100)) { $0.priceRequested = Price(requested) ?? .zero }
            bench.trade(account, .sell, "0.1", "EURUSD", "1.1", position: position, entry: .out, seconds: Double(index * 100 + 50)) {
                ($0.priceRequested, $0.reason) = (Price("1.2") ?? .zero, .stopLoss)
            }
        }
        return (bench, account)
    }

    @Test func fillsThatSlipEitherWayAreFair() throws {
        var (bench, account) = bench(better: 120, worse: 130)
        let quality = bench.engine.executionQuality()
        #expect(quality.total.fills == 250 && quality.total.better == 120)
        #expect(quality.rows.map(\.symbol) == ["EURUSD"] && quality.rows.first?.side == .buy)
        #expect(try #require(quality.total.pValue) > 0.4)
        #expect(!bench.settle(30_000).alerts.contains { $0.rule == "CO2" })
        bench.rebuild(account)
        #expect(bench.engine.executionQuality() == quality, "built again, nothing is counted twice")
        #expect(bench.engine.market.instruments[0].slippage.fills == 250)
    }

    @Test func fillsThatSlipOneWayAreTold() throws {
        var (bench, _) = bench(better: 40, worse: 200)
        let quality = bench.engine.executionQuality()
        #expect(try #require(quality.total.pValue) < 1e-20)
        #expect(quality.total.meanBps < 0)
        #expect(bench.settle(30_000).alerts.contains { $0.rule == "CO2" && $0.subject.key == "EURUSD" })
    }
}
