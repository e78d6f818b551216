import Brokerage
import Testing

@testable import Risk

/// The same trades in accounts of different currencies are the same evidence and the same USD.
struct AccountCurrencyTests {
    /// Twelve trades of one lot EURUSD that win 3 pips, 30 USD, each; `perUSD` units of the account's currency are a USD.
    private func score(_ currency: String?, perUSD: Int) throws -> RiskScore {
        var bench = Bench()
        let account = bench.account(1, currency: currency)
        bench.quote("EURUSD", "1.1000", "1.1000")
        bench.quote("USDJPY", "150.000", "150.000")
        for index in 0..<12 {
            let seconds = Double(index * 600)
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.1000", seconds: seconds)
            bench.trade(
                account, .sell, "1", "EURUSD", "1.1003", position: position, entry: .out, profit: "\(30 * perUSD)", seconds: seconds + 300)
        }
        bench.settle(12 * 600)
        return try #require(bench.engine.score(of: account))
    }

    @Test(arguments: [("USC", 100), ("JPY", 150)])
    func centsAndYenAreTheSameEvidence(_ currency: String, _ perUSD: Int) throws {
        let (dollars, other) = (try score("USD", perUSD: 1), try score(currency, perUSD: perUSD))
        let (reason, same) = (try #require(dollars.reasons.first), try #require(other.reasons.first))
        #expect(reason.code == "edge" && reason.evidence == same.evidence && dollars.score == other.score)
        #expect(abs((same.usd ?? 0) - 360) < 1e-6)
        #expect(abs((other.expectedLoss?.usd ?? 0) / (dollars.expectedLoss?.usd ?? 1) - 1) < 1e-9)
    }

    @Test func withoutACurrencyTheYieldIsKnownAndTheDollarsAreNot() throws {
        let score = try score(nil, perUSD: 1)
        let reason = try #require(score.reasons.first)
        #expect(reason.code == "edge" && reason.n == 12)
        #expect(reason.usd == nil && score.expectedLoss == nil && score.advice == nil)
    }
}
