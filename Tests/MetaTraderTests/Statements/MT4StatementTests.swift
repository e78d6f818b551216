import Brokerage
import Testing

@testable import MetaTrader

@Suite struct MT4StatementTests {
    @Test func `every line of sums ties to the cent`() throws {
        let statement = try StatementFixture.statement("mt4-statement.htm")
        #expect(statement.kind == .mt4Statement)
        #expect(statement.ties)
        #expect(statement.totals.stated[.closed] == Money("-2257.36"))
        #expect(statement.totals.computed[.commission] == Money("-8.75"))
        #expect(statement.totals.computed[.swap] == Money("-18.73"))
        #expect(statement.totals.computed[.balance] == Money("6242.64"))
        #expect(
            Set(statement.checks.map(\.figure)).isSuperset(of: [.profit, .commission, .swap, .fee, .closed, .deposits, .credit, .balance, .equity]))
    }

    @Test func `the head names the account`() throws {
        let account = try #require(try StatementFixture.statement("mt4-statement.htm").account)
        #expect(account.login == 4_001_001)
        #expect(account.name == "Account One")
        #expect(account.currency == "USD")
        #expect(account.leverage == 100)
        #expect(account.company == "Example Markets Ltd")
        #expect(account.generatedAt == Timestamp(rfc3339: "2026-02-01T12:30:00Z"))
        #expect(account.equity == Money("6470.65"))
    }

    @Test func `a ticket becomes a deal in and a deal out`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        let opening = try #require(deals.first { $0.ticket == 41_000_011 })
        let closing = try #require(deals.first { $0.ticket == 41_000_012 })
        #expect(opening.entry == .in && opening.action == .buy && opening.profit == .zero)
        #expect(opening.symbol == "EURUSD" && opening.volume == Lots("0.50") && opening.price == Price("1.08"))
        #expect(opening.expert == 77 && opening.reason == .expert && opening.comment == "grid[tp]")
        #expect(closing.entry == .out && closing.action == .sell && closing.reason == .takeProfit)
        #expect(closing.position == opening.position && closing.position == 4_100_001)
        #expect(closing.net == Money("122.75"))
        #expect(closing.fee == Money("-0.50"))
    }

    @Test func `parts of one position carry one position`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        let chain = deals.filter { $0.position == 4_100_002 }
        #expect(Set(chain.map(\.order)) == [4_100_002, 4_100_003, 4_100_006])
        #expect(chain.count == 6)
        #expect(chain.last?.reason == .stopLoss)
    }

    @Test func `trades closed against each other keep their volume`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        let second = deals.filter { $0.order == 4_100_005 }
        #expect(second.count == 2)
        #expect(second.allSatisfy { $0.volume == Lots(1) })
        #expect(second.last?.entry == .outBy)
    }

    @Test func `a stop out is no decision of the client`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        #expect(deals.first { $0.order == 4_100_007 && $0.entry == .out }?.reason == .stopOut)
    }

    @Test func `orders that never traded are no deals`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        #expect(!deals.contains { $0.order == 4_100_008 || $0.order == 4_100_009 || $0.order == 4_100_013 })
    }

    @Test func `deposits and credit are deals of their own`() throws {
        let deals = try StatementFixture.statement("mt4-statement.htm").deals
        let operations = deals.filter { $0.side == nil }
        #expect(operations.map(\.action) == [.balance, .credit, .balance])
        #expect(operations.first?.profit == Money("10000") && operations.first?.comment == "Deposit")
        #expect(operations.last?.profit == Money("-1500"))
    }

    @Test func `open trades are positions`() throws {
        let positions = try StatementFixture.statement("mt4-statement.htm").positions
        #expect(positions.map(\.ticket) == [4_100_011, 4_100_012])
        #expect(positions.first?.side == .sell && positions.first?.symbol == "EURUSD" && positions.first?.expert == 77)
        #expect(positions.last?.symbol == "XAUUSD.m")
        #expect(positions.last?.profit == Money("-45"))
    }

    @Test func `the detailed block ties and a Chinese code page is read`() throws {
        let statement = try StatementFixture.statement("mt4-detailed-gbk.htm")
        #expect(statement.ties)
        #expect(statement.account?.name == "账户一")
        #expect(statement.account?.company == "示例市场有限公司")
        #expect(statement.totals.stated[.netProfit] == Money("-2257.36"))
        #expect(statement.checks.contains { $0.figure == .trades && $0.computed == Money(7) })
        #expect(statement.warnings.contains { $0.contains("CP936") })
    }

    @Test func `comment rows below trades give expert and comment`() throws {
        let text = try StatementFixture.text("mt4-detailed-gbk.htm").replacing(#/ title="[^"]*"/#, with: "")
        let deals = try StatementFixture.parse(text).deals
        let closing = try #require(deals.first { $0.ticket == 41_000_012 })
        #expect(closing.expert == 77 && closing.comment == "grid[tp]" && closing.reason == .takeProfit)
        #expect(deals.filter { $0.position == 4_100_002 }.count == 6)
    }

    @Test func `a part of the history is imported and the missing balance is named`() throws {
        let statement = try StatementFixture.statement("mt4-part-of-history.htm")
        let check = try #require(statement.checks.first { $0.figure == .balance })
        #expect(!check.ties && !statement.ties)
        #expect(check.explanation.contains("812.34"))
        #expect(statement.checks.filter { !$0.ties }.count == 1)
        #expect(statement.deals.count == 4)
    }

    @Test func `a currency without cents ties`() throws {
        let statement = try StatementFixture.statement("mt4-yen.htm")
        #expect(statement.ties)
        #expect(statement.totals.computed[.balance] == Money(202_489))
    }

    @Test func `a spreadsheet may have taken title styles and spans`() throws {
        let statement = try StatementFixture.statement("mt4-resaved.htm")
        #expect(statement.ties)
        #expect(statement.totals.stated[.balance] == Money("6242.64"))
        #expect(statement.totals.computed[.deposits] == Money("8500"))
    }

    @Test func `the numbered layout of old servers is read`() throws {
        let statement = try StatementFixture.statement("mt4-numbered-2006.htm")
        #expect(statement.deals.count == 4)
        #expect(Set(statement.deals.map(\.position)) == [300])
        #expect(statement.totals.computed[.closed] == Money("538.50"))
        #expect(statement.account?.login == 4_001_005)
    }

    @Test func `times are the clock of the server`() throws {
        let clock = ServerClock(standardOffset: 7200, rule: .europe)
        let deals = try StatementFixture.statement("mt4-statement.htm", options: StatementOptions(clock: clock)).deals
        #expect(deals.first { $0.ticket == 41_000_011 }?.time == Timestamp(rfc3339: "2026-01-05T07:00:01Z"))
    }

    @Test func `an edited figure is said with line and difference`() throws {
        let text = try StatementFixture.text("mt4-statement.htm").replacing("<b>-2 257.36</b>", with: "<b>-2 257.30</b>")
        let statement = try StatementFixture.parse(text)
        let check = try #require(statement.checks.first { $0.figure == .closed })
        #expect(!check.ties && check.stated == Money("-2257.30"))
        #expect(check.explanation.contains("0.06") && check.explanation.contains("line"))
        #expect(statement.deals.count == 19)
    }

    @Test func `a bad row refuses the file with its line`() throws {
        let text = try StatementFixture.text("mt4-statement.htm").replacing(">125.00<", with: ">12x.00<")
        let refusal = try #require(StatementFixture.refusal(Array(text.utf8)))
        #expect(refusal.code == .badRow && refusal.line != nil)
        #expect(refusal.sentence.contains("12x.00") && refusal.sentence.contains("profit"))
    }

    @Test func `an unknown type of trade is refused`() throws {
        let text = try StatementFixture.text("mt4-statement.htm").replacing(">us_oil<", with: ">us_oil<").replacing(
            "<td>balance</td>", with: "<td>gift</td>")
        #expect(StatementFixture.refusal(Array(text.utf8))?.code == .badRow)
    }

    @Test func `a ring of comments ends`() throws {
        let text = try StatementFixture.text("mt4-statement.htm").replacing("title=\"to #4100003\"", with: "title=\"from #4100006 to #4100003\"")
        let deals = try StatementFixture.parse(text).deals
        #expect(Set(deals.filter { [4_100_002, 4_100_003, 4_100_006].contains($0.order) }.map(\.position)).count == 1)
    }

    @Test(arguments: [
        ("eurusd", "EURUSD"), ("eurusd.", "EURUSD."), ("eurgbpi", "EURGBPi"), ("jp225", "JP225"), ("us_oil", "US_OIL"), ("GBPJPY.pro", "GBPJPY.pro"),
        ("xauusd@", "XAUUSD@"), ("wticash", "WTICASH"),
    ])
    func `symbols in small letters are written as servers write them`(_ pair: (String, String)) {
        #expect(MT4Symbol.name(pair.0) == pair.1)
    }

    @Test func `a note may start with the expert`() {
        #expect(MT4Note("#20171016 Buy[tp]", ticket: 5).magic == 20_171_016)
        #expect(MT4Note("#20171016 Buy[tp]", ticket: 5).comment == "Buy[tp]")
        #expect(MT4Note("#5 text", ticket: 5).magic == 0)
        #expect(MT4Note("from #3", ticket: 5).comment == "from #3")
        #expect(MT4Note("#99999999999999999999 x", ticket: 5).comment == "#99999999999999999999 x")
    }
}
