import Brokerage
import Testing

struct TradingTests {
    @Test(arguments: ["", "A", "../x", "a/b", "-a", "a-", "ä", String(repeating: "a", count: 41)])
    func refusesUnsafeTenantNames(_ text: String) {
        #expect(TenantSlug(rawValue: text) == nil)
    }

    @Test func guessesCurrencyPairsAndMetals() {
        #expect(Symbol.guess("EURUSD.m").contractSize == Quantity(100_000))
        #expect(Symbol.guess("EURUSD.m").base == "EUR")
        #expect(Symbol.guess("XAUUSD").contractSize == Quantity(100))
        #expect(Symbol.guess("US500").contractSize == Quantity(1))
        #expect(Symbol.guess("US500").isGuess)
    }

    @Test func stopsAndMovesAreNoDecisions() {
        #expect(DealReason.client.isDecision)
        #expect(!DealReason.stopOut.isDecision)
        #expect(!DealReason.takeProfit.isDecision)
    }
}
