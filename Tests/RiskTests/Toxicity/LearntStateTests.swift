import Brokerage
import Testing

@testable import Risk

struct LearntStateTests {
    /// Two days of buying, and a model that has seen some trades.
    private static func bench() -> Bench {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1000", "1.1001")
        for trade in 0..<240 { bench.trade(account, trade % 4 == 0 ? .sell : .buy, "1", "EURUSD", "1.1001", seconds: Double(trade) * 720) }
        for trade in 0..<300 {
            let forecast = bench.engine.toxicity.predict(TradeFeatures(), symbol: 0, at: Bench.time(Double(trade)))
            bench.engine.toxicity.learn(forecast, horizon: 1, isToxic: trade % 2 == 0, gain: 1)
        }
        return bench
    }

    @Test func flowIsOneSidedWhereClientsAllBuy() throws {
        let flow = try #require(Self.bench().engine.flowImbalances().first)
        #expect(flow.symbol == "EURUSD" && flow.percentile == nil && !flow.isUnusual)
        #expect(flow.imbalance > 0.4 && flow.imbalance <= 1)
    }

    @Test func whatWasLearntComesBackWithTheSameNumbers() throws {
        let before = Self.bench().engine
        var after = RiskEngine()
        let symbols = before.market.instruments.map { (symbol: $0.symbol, connection: ConnectionID(1)) }
        let isNumbered = after.restore(names: before.names(), symbols: symbols)
        let isRestored = after.restore(models: before.modelSnapshot())
        #expect(isNumbered && isRestored)
        #expect(after.modelSnapshot() == before.modelSnapshot())
        #expect(after.modelCard() == before.modelCard() && after.flowImbalances() == before.flowImbalances())
    }

    @Test func underOtherNumbersOnlyWhatHoldsForAllComesBack() throws {
        var after = RiskEngine()
        let isRestored = after.restore(models: Self.bench().engine.modelSnapshot())
        #expect(isRestored)
        #expect(after.toxicity.rates.rows.isEmpty && after.toxicity.rates.all[1].n > 200)
        #expect(after.flowImbalances().isEmpty)
    }

    @Test func bytesOfSomethingElseChangeNothing() throws {
        var engine = Self.bench().engine
        let before = engine.modelSnapshot()
        for bytes in [[], [1, 2, 3], Array(before.dropLast()), engine.names()] {
            let isRestored = engine.restore(models: bytes)
            #expect(!isRestored)
        }
        #expect(engine.modelSnapshot() == before)
    }
}
