import Brokerage
import Testing

@testable import Risk

struct MarginTests {
    @Test func computesEquityAndMarginLevelLive() {
        var bench = Bench()
        // Balance 5 000, credit 500; long 4 lots EURUSD 95 pips under water: floating −3 800.
        let account = bench.account(1, leverage: 275) { $0.margin = nil }
        bench.pay(account, "5000")
        bench.pay(account, "500", action: .credit)
        bench.trade(account, .buy, "4", "EURUSD", "1.1095")
        bench.quote("EURUSD", "1.1000", "1.1000")
        let figures = bench.engine.figures(of: account)
        #expect(figures?.balance == Money("5000"))
        #expect(figures?.credit == Money("500"))
        #expect(figures?.floating == Money("-3800"))
        #expect(figures?.equity == Money("1700"))
        // 400 000 EUR over 275, at 1.1000.
        #expect(figures?.margin == Money("1600"))
        #expect(abs((figures?.marginLevel ?? 0) - 106.25) < 1e-9)
        #expect(figures?.reason == nil)
    }

    @Test func believesTheServersMarginUntilTheNextDeal() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        bench.account(1) { $0.margin = Money("777") }
        #expect(bench.engine.figures(of: account)?.margin == Money("777"))
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 1)
        #expect(bench.engine.figures(of: account)?.margin == Money("2200"))
    }

    @Test func hedgedVolumeNeedsNoMargin() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "3", "EURUSD", "1.1")
        bench.trade(account, .sell, "2", "EURUSD", "1.1")
        #expect(bench.engine.figures(of: account)?.margin == Money("1100"))
    }

    @Test func convertsThroughDirectAndInversePairsAndUSD() {
        var bench = Bench()
        let account = bench.account(1, currency: "EUR")
        bench.quote("GBPJPY", "190", "190")
        bench.trade(account, .buy, "1", "GBPJPY", "189")
        // 100 000 JPY: no way to EUR yet.
        #expect(bench.engine.figures(of: account)?.reason == .noConversion)
        bench.quote("EURUSD", "1.2", "1.2")
        bench.quote("USDJPY", "150", "150")
        #expect(bench.engine.figures(of: account)?.floating == Money("555.56"))
        bench.quote("EURJPY", "200", "200")
        #expect(bench.engine.figures(of: account)?.floating == Money("500"))
    }

    @Test func sumsCentAccountsInHundredths() {
        var bench = Bench()
        let account = bench.account(1, currency: "USC")
        bench.quote("EURUSD", "1.1010", "1.1010")
        bench.trade(account, .buy, "0.01", "EURUSD", "1.1000")
        #expect(bench.engine.figures(of: account)?.floating == Money("100"))
    }

    @Test func aStatedBalanceHoldsUntilTheDealsCatchUp() {
        var bench = Bench()
        let account = bench.account(1) { $0.balance = Money("10050") }
        bench.pay(account, "10000")
        #expect(bench.engine.figures(of: account)?.balance == Money("10050"))
        bench.pay(account, "50", seconds: 1)
        #expect(bench.engine.figures(of: account)?.balance == Money("10050"))
        bench.pay(account, "25", seconds: 2)
        #expect(bench.engine.figures(of: account)?.balance == Money("10075"))
        bench.rebuild(account)
        #expect(bench.engine.figures(of: account)?.balance == Money("10075"))
    }

    @Test func aBonusIsLentAndNotTheClients() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "100")
        bench.pay(account, "-30", seconds: 1)
        bench.pay(account, "40", action: .bonus, seconds: 2)
        let figures = bench.engine.figures(of: account)
        #expect(figures?.balance == Money("70") && figures?.credit == Money("40"))
        #expect(figures?.deposits == Money("100") && figures?.withdrawals == Money("30"))
    }
}
