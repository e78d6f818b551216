import Brokerage
import Testing

@testable import Risk

struct CoverageTests {
    /// Clients of book A long 12.30 lots.
    private func bench(_ clients: String = "12.30") -> Bench {
        var bench = Bench()
        bench.settle(-1)
        let account = bench.account(1, book: .a)
        bench.quote("EURUSD", "1.0870", "1.0870")
        bench.trade(account, .buy, clients, "EURUSD.m", "1.0870") { $0.order = 77 }
        bench.quote("EURUSD.m", "1.0870", "1.0870")
        return bench
    }

    private func fill(
        _ bench: inout Bench, _ side: Side, _ lots: String, at price: String = "1.0870", seconds: Double = 0,
        _ change: (inout ProviderFill) -> Void = { _ in }
    ) {
        var fill = ProviderFill(
            fill: "F\(seconds)\(lots)", provider: "LP", symbol: "EURUSD", side: side, volume: Lots(lots) ?? .zero, price: bench.price(price),
            time: Bench.time(seconds))
        change(&fill)
        bench.engine.apply(fill, on: bench.connection)
    }

    @Test func theBreakIsTheReferences() throws {
        var bench = bench()
        #expect(bench.engine.coverage().isEmpty)
        fill(&bench, .buy, "12.00")
        bench.settle(0)
        let row = try #require(bench.engine.coverage().first)
        #expect(row.symbol == "EURUSD" && row.clientLots == Lots("12.3") && row.providerLots == Lots("12"))
        #expect(row.breakLots == Lots("0.3"))
        #expect(abs((row.breakUSD ?? 0) - 32_610) < 1e-6)
        #expect(abs((row.usdPerPip ?? 0) - 3) < 1e-9)
        #expect(abs((row.coverage ?? 0) - 12 / 12.3) < 1e-12)
        #expect(row.since == Bench.time(0) && row.severity == nil)
    }

    @Test func aBreakAgesAndIsForgottenOnceItIsClosed() {
        var bench = bench()
        fill(&bench, .buy, "12.00")
        bench.settle(0)
        bench.settle(61)
        #expect(bench.engine.coverage().first?.severity == .warning)
        bench.settle(301)
        #expect(bench.engine.coverage().first?.severity == .critical)
        fill(&bench, .buy, "0.3", seconds: 302)
        bench.settle(302)
        #expect(bench.engine.coverage().first?.since == nil && bench.engine.coverage().first?.severity == nil)
        // Four hundredths of a lot are less than 0.05 lots and less than 5 000 USD.
        fill(&bench, .sell, "0.04", seconds: 303)
        bench.settle(303)
        #expect(bench.engine.coverage().first?.since == nil)
    }

    @Test func aBreakRaisesAnAlertAndThenASevereOne() {
        var bench = bench()
        fill(&bench, .buy, "12.00")
        let alerts = { (changes: RiskChanges) in changes.alerts.filter { $0.rule == "EX7" } }
        #expect(alerts(bench.settle(0)).isEmpty)
        let first = alerts(bench.settle(61))
        #expect(first.count == 1 && first.first?.severity == .warning && first.first?.subject.key == "EURUSD")
        #expect(first.first?.evidence.contains(AlertEvidence("break_lots", "0.30")) ?? false)
        let second = alerts(bench.settle(301))
        #expect(second.count == 1 && second.first?.severity == .critical && second.first?.action == .stepUp)
        fill(&bench, .buy, "0.3", seconds: 302)
        #expect(alerts(bench.settle(302)).isEmpty)
    }

    @Test func theHousesExposureCountsWhatProvidersHold() {
        var bench = bench()
        let kept = bench.account(2, book: .b)
        bench.trade(kept, .sell, "1", "EURUSD", "1.0870")
        let lots = { (bench: Bench) in (bench.engine.exposure(by: .symbol).first?.houseNetUSD ?? 0) / 108_700 }
        // Without fills cover is taken for whole.
        #expect(abs(lots(bench) - 1) < 1e-9)
        fill(&bench, .buy, "12.00")
        #expect(abs(lots(bench) - 0.7) < 1e-9)
        fill(&bench, .buy, "0.30")
        #expect(abs(lots(bench) - 1) < 1e-9)
        #expect(abs((bench.engine.exposure(by: .currency).first { $0.key == "EUR" }?.houseNetUSD ?? 0) - 108_700) < 1e-6)
        #expect(bench.engine.exposure(by: .book).first?.houseNetUSD == 0)
    }

    @Test func providersPositionsKeepTheirPrice() {
        var position = ProviderPosition()
        for (side, lots, price) in [(Side.buy, "2", "1.10"), (.buy, "2", "1.20"), (.sell, "1", "1.30"), (.sell, "5", "1.00")] {
            position.add(
                ProviderFill(
                    fill: "", provider: "", symbol: "", side: side, volume: Lots(lots) ?? .zero, price: Price(price) ?? .zero, time: Bench.start))
        }
        // Two lots over, sold at 1.00.
        #expect(Lots(units: position.lots) == Lots("-2"))
        #expect(abs(position.openingCash - 2) < 1e-9)
        #expect(abs(position.dayCash.statistic / 1e16 - (-2.2 - 2.4 + 1.3 + 5)) < 1e-9)
    }

    @Test func aDealAndItsFillMeetByOrderOrDeal() {
        var bench = bench()
        #expect(bench.engine.ticketBreaks().isEmpty)
        fill(&bench, .buy, "12.30", seconds: 1) { $0.order = 77 }
        fill(&bench, .buy, "1", seconds: 2) { $0.deal = 2 }
        bench.trade(AccountID(1), .buy, "0.4", "EURUSD", "1.0870", seconds: 3)
        #expect(bench.engine.ticketBreaks().isEmpty)
        bench.trade(AccountID(1), .buy, "0.6", "EURUSD", "1.0870", seconds: 3)
        bench.settle(4)
        #expect(bench.engine.ticketBreaks().isEmpty)
        bench.settle(500)
        let breaks = bench.engine.ticketBreaks()
        // Deal 2 has more cover than it needs, deal 3 none.
        #expect(breaks.map(\.kind) == [.size, .unmatchedDeal])
        #expect(breaks.map(\.severity) == [.critical, .critical])
        #expect(breaks.last?.deal == DealID(3) && breaks.last?.account == AccountID(1))
    }

    @Test(arguments: [
        (TicketBreak.Kind.side, Side.sell, "1.0870", 1.0), (.price, .buy, "1.0872", 1), (.time, .buy, "1.0870", 6),
    ])
    func whatDiffersIsNamed(_ kind: TicketBreak.Kind, _ side: Side, _ price: String, _ seconds: Double) {
        var bench = bench()
        let gateway = bench.price("1.0870")
        bench.trade(AccountID(1), .buy, "1", "EURUSD", "1.0871", seconds: 0) { ($0.order, $0.priceGateway) = (78, gateway) }
        fill(&bench, .buy, "12.30", seconds: 1) { $0.order = 77 }
        fill(&bench, side, "1", at: price, seconds: seconds) { $0.order = 78 }
        #expect(bench.engine.ticketBreaks().map(\.kind) == [kind])
    }

    @Test func aFillWithoutADealIsTold() {
        var bench = bench()
        fill(&bench, .buy, "12.30", seconds: 1) { $0.order = 77 }
        fill(&bench, .buy, "1", seconds: 2) { $0.order = 999 }
        bench.settle(90)
        let breaks = bench.engine.ticketBreaks()
        #expect(breaks.map(\.kind) == [.unmatchedFill])
        #expect(breaks.first?.severity == .warning && breaks.first?.fill == "F2.01")
    }

    @Test func keptFlowNeedsNoCover() {
        var bench = bench()
        let kept = bench.account(2, book: .b)
        fill(&bench, .buy, "12.30", seconds: 1) { $0.order = 77 }
        bench.trade(kept, .buy, "1", "EURUSD", "1.0870")
        bench.settle(90)
        #expect(bench.engine.ticketBreaks().isEmpty)
    }

    @Test func whatIsReadBackFromAFileIsComparedOnlyWhenAsked() {
        var bench = Bench()
        let account = bench.account(1, book: .a)
        bench.quote("EURUSD", "1.0870", "1.0870")
        for order in [77, 78] as [Int64] { fill(&bench, .buy, "1", seconds: 1) { $0.order = order } }
        bench.settle(500)
        #expect(bench.engine.ticketBreaks().isEmpty)
        #expect(bench.engine.coverage().first?.providerLots == Lots("2"))
        var deal = Deal(ticket: 5, login: 1001, action: .buy, time: Bench.time(0))
        (deal.symbol, deal.volume, deal.order) = ("EURUSD", Lots(1), 77)
        var late = ProviderFill(
            fill: "F", provider: "LP", symbol: "EURUSD", side: .buy, volume: Lots(1), price: bench.price("1.0870"), time: Bench.time(1))
        late.order = 78
        bench.engine.reconcile(deals: [(DealID(1), deal, account)], fills: [(late, bench.connection)])
        #expect(bench.engine.ticketBreaks().map(\.kind) == [.unmatchedDeal, .unmatchedFill])
        #expect(bench.engine.coverage().first?.providerLots == Lots("2"))
    }

    @Test func hostileFillsEndNothing() {
        var bench = bench()
        for lots in [Int64.max, .min, 0, 1] {
            for price in [Int64.max, .min, 0] {
                for side in Side.allCases {
                    var fill = ProviderFill(
                        fill: "", provider: "", symbol: "EURUSD", side: side, volume: Lots(units: lots), price: Price(units: price),
                        time: Timestamp(microseconds: price))
                    (fill.order, fill.deal) = (price, lots)
                    bench.engine.apply(fill, on: bench.connection)
                }
            }
        }
        bench.settle(90)
        _ = (bench.engine.coverage(), bench.engine.ticketBreaks(), bench.engine.profitAndLoss(), bench.engine.stress(), bench.engine.valueAtRisk())
    }
}
