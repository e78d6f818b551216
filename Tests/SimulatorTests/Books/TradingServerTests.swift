import Brokerage
import Testing

@testable import Simulator

@Suite struct TradingServerTests {
    let now = SharedWorld.start.milliseconds
    let euro = SharedWorld.symbol("EURUSD")

    private func request(_ account: Int, _ side: Side, _ lots: Int, symbol: String = "EURUSD") -> TradeRequest {
        TradeRequest(account: account, symbol: SharedWorld.symbol(symbol), side: side, lots: Lots(hundredths: Int64(lots)))
    }

    private func open(_ server: inout TradingServer, _ request: TradeRequest, at instant: Int64) throws -> Int64 {
        let ticket = server.trade(request, at: instant)
        return try #require(ticket)
    }

    @Test func aNettingAccountAddsReducesAndReversesOnePosition() throws {
        var (server, account) = SharedWorld.server(group: "real\\netting\\usd")
        let ticket = try open(&server, request(account, .buy, 30), at: now)
        let added = server.trade(request(account, .buy, 10), at: now + 1000)
        #expect(added == ticket)
        #expect(server.positions[ticket]?.lots == Lots(hundredths: 40))
        let reduced = server.trade(request(account, .sell, 15), at: now + 2000)
        #expect(reduced == ticket)
        #expect(server.positions[ticket]?.lots == Lots(hundredths: 25))
        let turned = server.trade(request(account, .sell, 60), at: now + 3000)
        #expect(turned == ticket)
        let reversed = try #require(server.positions[ticket])
        #expect(reversed.side == .sell && reversed.lots == Lots(hundredths: 35))
        let last = try #require(server.ledger.deals.last)
        #expect(last.entry == .reversal && last.lotsClosed == Lots(hundredths: 25) && last.lots == Lots(hundredths: 60))
        let closed = server.trade(request(account, .buy, 35), at: now + 4000)
        #expect(closed == nil)
        #expect(server.accounts[account].positions.isEmpty)
    }

    @Test func aHedgingAccountHoldsBothSidesAtReducedMargin() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        server.trade(request(account, .buy, 20), at: now)
        let single = server.margin(of: account)
        server.trade(request(account, .sell, 20), at: now)
        #expect(server.accounts[account].positions.count == 2)
        let hedged = server.margin(of: account)
        #expect(abs(hedged.statistic - single.statistic / 2) < 0.02)
    }

    @Test func marginIsVolumeTimesContractOverLeverage() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd", leverage: 30)
        server.trade(request(account, .buy, 100), at: now)
        let rate = server.market.rate(from: "EUR", to: "USD", at: now)
        let expected = Exact.round(Exact.multiply(Lots(100_000).units / 30, rate), digits: 2)
        #expect(server.margin(of: account).units == expected)
    }

    @Test func oppositePositionsCloseByEachOther() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let long = try open(&server, request(account, .buy, 50), at: now)
        let short = try open(&server, request(account, .sell, 20), at: now + 60_000)
        let before = server.accounts[account].balance
        let (bought, sold) = (try #require(server.positions[long]), try #require(server.positions[short]))
        let isDone = server.closeBy(long, short, at: now + 120_000)
        #expect(isDone)
        #expect(server.positions[short] == nil)
        #expect(server.positions[long]?.lots == Lots(hundredths: 30))
        let gain = Exact.amount(lots: 20_000_000, contract: 100_000, price: (sold.priceOpen - bought.priceOpen).units)
        #expect((server.accounts[account].balance - before).units == Exact.round(gain, digits: 2))
        #expect(server.ledger.deals.suffix(2).allSatisfy { $0.entry == .closeBy })
        #expect(server.ledger.orders.last?.kind == .closeBy)
    }

    @Test func positionsOfOneSideOrOfAnotherAccountDoNotCloseByEachOther() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let one = try open(&server, request(account, .buy, 50), at: now)
        let two = try open(&server, request(account, .buy, 20), at: now)
        let closesSameSide = server.closeBy(one, two, at: now)
        #expect(!closesSameSide)
        let closesUnknown = server.closeBy(one, 999, at: now)
        #expect(!closesUnknown)
    }

    @Test func aPartialCloseTakesItsShareOfTheSwap() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let ticket = try open(&server, request(account, .buy, 100), at: now)
        server.positions[ticket]?.storage = Money(units: -999_000_000)
        server.close(ticket, lots: Lots(hundredths: 25), at: now + 1000, reason: .client)
        #expect(server.ledger.deals.last?.storage == Money(units: -250_000_000))
        #expect(server.positions[ticket]?.storage == Money(units: -749_000_000))
    }

    @Test func aTradeThatMarginDoesNotAllowIsRefused() {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd", leverage: 30)
        let ticket = server.trade(request(account, .buy, 500), at: now)
        #expect(ticket == nil)
        #expect(server.positions.isEmpty)
    }

    @Test func anAccountBelowItsStopOutLevelIsClosedOut() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        server.trade(request(account, .buy, 500), at: now)
        server.operate(account, .charge, Money(-8500), at: now, comment: "Charge")
        server.checkMargin(of: account, at: now + 1000)
        #expect(server.accounts[account].positions.isEmpty)
        #expect(server.accounts[account].stopOut.mode == 2)
        let closing = try #require(server.ledger.deals.last { $0.action.isTrade })
        #expect(closing.reason == .stopOut && closing.comment.hasPrefix("[so "))
    }

    @Test func aNegativeBalanceAfterAStopOutIsCompensated() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        server.trade(request(account, .buy, 500), at: now)
        server.operate(account, .charge, Money(-10_500), at: now, comment: "Charge")
        server.checkMargin(of: account, at: now + 1000)
        #expect(server.accounts[account].balance == .zero)
        #expect(server.ledger.deals.last?.action == .stopOutCompensation)
    }

    @Test func aMarginCallIsNotedAndTakenBack() {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        server.trade(request(account, .buy, 500), at: now)
        server.operate(account, .charge, Money(-6000), at: now, comment: "Charge")
        server.checkMargin(of: account, at: now + 1000)
        #expect(server.accounts[account].stopOut.mode == 1)
        server.operate(account, .balance, Money(20_000), at: now, comment: "Deposit")
        server.checkMargin(of: account, at: now + 2000)
        #expect(server.accounts[account].stopOut.mode == 0)
    }

    @Test func stopLossAndTakeProfitCloseWithTheirReason() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        var buy = request(account, .buy, 10)
        buy.stopLoss = server.quote(euro, at: now).bid + Price(1)
        let stopped = try open(&server, buy, at: now)
        let isStopped = server.protect(stopped, at: now + 1000)
        #expect(isStopped)
        #expect(server.ledger.deals.last?.reason == .stopLoss)
        buy.stopLoss = .zero
        buy.takeProfit = server.quote(euro, at: now).bid - hundredth
        let taken = try open(&server, buy, at: now + 2000)
        let isTaken = server.protect(taken, at: now + 3000)
        #expect(isTaken)
        #expect(server.ledger.deals.last?.reason == .takeProfit)
        #expect(server.ledger.deals.last?.price == buy.takeProfit)
    }

    private let hundredth = Price(units: 1_000_000)

    @Test func swapsAreThreefoldOnTheTripleDay() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let ticket = try open(&server, request(account, .buy, 100), at: now)
        // The start is a Wednesday: its night counts three.
        let wall = server.market.wall(now) / 86_400_000 * 86_400_000
        server.rollOver(at: server.market.instant(ofWall: wall + 86_400_000))
        let first = try #require(server.positions[ticket]?.storage)
        server.rollOver(at: server.market.instant(ofWall: wall + 2 * 86_400_000))
        let second = try #require(server.positions[ticket]?.storage) - first
        #expect(abs(first.statistic - 3 * second.statistic) < 0.011)
        #expect(second < .zero)
    }

    @Test func aSwapFreeGroupPaysNone() throws {
        var (server, account) = SharedWorld.server(group: "real\\swapfree\\usd")
        let ticket = try open(&server, request(account, .buy, 100), at: now)
        server.rollOver(at: now + 10 * 3_600_000)
        #expect(server.positions[ticket]?.storage == .zero)
    }

    @Test func aCoveredDealShowsTheProvidersPrice() throws {
        var (server, account) = SharedWorld.server(group: "real\\pro\\usd")
        server.trade(request(account, .buy, 10), at: now)
        let deal = try #require(server.ledger.deals.last)
        #expect(!deal.priceGateway.isZero && deal.priceGateway < deal.marketAsk)
        #expect(!deal.externalID.isEmpty)
        #expect(deal.commission == Money(units: -20_000_000))
    }

    @Test func aPendingOrderFillsWhenItsPriceComes() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let ask = server.quote(euro, at: now).ask
        let ticket = server.place(.buyLimit, request(account, .buy, 10), price: ask - hundredth, expires: 0, at: now)
        let early = server.trigger(ticket, at: now + 1000)
        #expect(early == nil)
        let other = server.place(.buyLimit, request(account, .buy, 10), price: ask + hundredth, expires: 0, at: now)
        let filled = server.trigger(other, at: now + 1000)
        #expect(filled != nil)
        let isWithdrawn = server.withdraw(ticket, as: .cancelled, at: now + 2000)
        #expect(isWithdrawn)
        #expect(server.orders.isEmpty && server.ledger.order(ticket)?.state == .cancelled)
    }

    @Test func correctionsCarryTheirMoneyAlong() throws {
        var (server, account) = SharedWorld.server(group: "real\\retail\\usd")
        let ticket = try #require(server.ledger.deals.first?.ticket)
        let isCorrected = server.correct(ticket, profit: Money(9000), comment: "Corrected")
        #expect(isCorrected)
        #expect(server.accounts[account].balance == Money(9000))
        #expect(server.ledger.deal(ticket)?.modifyFlags == 2)
        let late = server.insertLate(account: account, amount: Money(5), time: now - 86_400_000, comment: "Late")
        #expect(server.accounts[account].balance == Money(9005))
        let found = server.ledger.deals(of: nil, index: nil, from: now - 90_000_000, through: now)
        #expect(found.map(\.ticket) == [late, ticket])
        let isDeleted = server.delete(ticket)
        #expect(isDeleted && server.accounts[account].balance == Money(5))
        let isDeletedAgain = server.delete(ticket)
        #expect(!isDeletedAgain && server.ledger.deal(ticket) == nil && server.ledger.dealCount == 1)
        let isCorrectedAgain = server.correct(ticket, profit: .zero, comment: "")
        #expect(!isCorrectedAgain)
    }
}
