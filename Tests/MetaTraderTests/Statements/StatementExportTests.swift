import Brokerage
import Testing

@testable import MetaTrader

@Suite struct StatementExportTests {
    @Test func `the history of a signal becomes deals`() throws {
        let statement = try StatementFixture.statement("signal.csv", options: StatementOptions(login: 5))
        #expect(statement.kind == .dealCSV)
        #expect(statement.deals.count == 6)
        #expect(statement.deals.allSatisfy { $0.login == 5 })
        #expect(statement.totals.computed[.profit] == Money(25))
        #expect(statement.totals.computed[.commission] == Money(-1))
        #expect(statement.totals.computed[.deposits] == Money(900))
        #expect(statement.deals.first { $0.entry == .out && $0.action == .buy }?.reason == .takeProfit)
        #expect(statement.warnings.contains { $0.contains("1 orders") })
    }

    @Test func `a longer export numbers the same trades the same`() throws {
        let text = try StatementFixture.text("signal.csv")
        let longer = text.replacing(
            "\r\n2026.01.08", with: "\r\n2026.01.09 10:00:00;Buy;0.10;EURUSD;1.08;;;2026.01.09 11:00:00;1.081;0;0;10.00;\r\n2026.01.08")
        let before = Set(try StatementFixture.parse(text, name: "a.csv").deals.map(\.ticket))
        let after = Set(try StatementFixture.parse(longer, name: "a.csv").deals.map(\.ticket))
        #expect(after.isSuperset(of: before) && after.count == before.count + 2)
    }

    @Test func `two trades alike are two trades`() throws {
        let row = "2026.01.05 09:00:00;Sell;0.10;EURUSD;1.08500;;;2026.01.05 11:00:00;1.08400;0;0;10.00;\r\n"
        let text = "Time;Type;Volume;Symbol;Price;S/L;T/P;Time;Price;Commission;Swap;Profit;Comment\r\n" + row + row
        #expect(Set(try StatementFixture.parse(text, name: "a.csv").deals.map(\.ticket)).count == 4)
    }

    @Test func `commas may be decimal signs`() throws {
        let text = """
            Time;Type;Volume;Symbol;Price;S/L;T/P;Time;Price;Commission;Swap;Profit;Comment
            2024.03.04 09:00:00;Buy;0,10;EURUSD;1,08000;;;2024.03.04 15:00:00;1,08150;-0,50;-0,10;1.015,00;

            """
        let deals = try StatementFixture.parse(text, name: "a.csv").deals
        #expect(deals.last?.profit == Money(1015) && deals.last?.price == Price("1.0815") && deals.last?.volume == Lots("0.1"))
    }

    @Test func `field names of programs beside the terminal are known`() throws {
        let statement = try StatementFixture.statement("terminal-deals.csv", options: StatementOptions(clock: ServerClock(standardOffset: 7200)))
        #expect(statement.deals.map(\.ticket) == [1001, 1002, 1003])
        let closing = try #require(statement.deals.last)
        #expect(closing.position == 2001 && closing.entry == .out && closing.action == .sell && closing.reason == .stopLoss && closing.expert == 77)
        #expect(closing.net == Money("-10.52"))
        #expect(closing.time.milliseconds == 1_767_351_600_456 - 7_200_000)
        #expect(statement.totals.computed[.deposits] == Money(5000))
    }

    @Test func `ticks from the terminal fill empty prices from the one before`() throws {
        let statement = try StatementFixture.statement(
            "EURUSD_terminal_ticks.csv", options: StatementOptions(clock: ServerClock(standardOffset: 3600)))
        #expect(statement.kind == .tickCSV)
        #expect(statement.ticks.map(\.symbol) == ["EURUSD", "EURUSD", "EURUSD"])
        #expect(statement.ticks.map(\.bid) == [Price("1.08"), Price("1.08"), Price("1.07999")])
        #expect(statement.ticks.map(\.ask) == [Price("1.0801"), Price("1.08012"), Price("1.08012")])
        #expect(statement.ticks.first?.time == Timestamp(rfc3339: "2026-01-04T23:05:00.123Z"))
    }

    @Test func `ask stands first where the head says so`() throws {
        let tick = try #require(
            try StatementFixture.statement("GBPUSD_ask_first.csv", options: StatementOptions(clock: ServerClock(standardOffset: 3600))).ticks.first)
        #expect(tick.ask == Price("1.2601") && tick.bid == Price("1.26"))
        #expect(tick.time == Timestamp(rfc3339: "2026-01-05T00:00:00.250Z"))
    }

    @Test func `compact ticks are New York time`() throws {
        let statement = try StatementFixture.statement("DAT_ASCII_USDJPY_T_202601.csv")
        #expect(statement.ticks.first?.symbol == "USDJPY")
        #expect(statement.ticks.first?.time == Timestamp(rfc3339: "2026-01-05T05:00:00.123Z"))
    }

    @Test func `epochs count seconds or milliseconds`() throws {
        let ticks = try StatementFixture.statement("XAUUSD-epoch.csv").ticks
        #expect(ticks.map(\.time) == [Timestamp(rfc3339: "2026-01-05T00:00:00.500Z"), Timestamp(rfc3339: "2026-01-05T00:00:01Z")])
        #expect(ticks.first?.symbol == "XAUUSD")
    }

    @Test func `a tick file without a symbol asks for one`() throws {
        let bytes = try StatementFixture.bytes("XAUUSD-epoch.csv")
        #expect(StatementFixture.refusal(bytes, name: "ticks.csv")?.code == .ambiguous)
        #expect(try StatementFile.parse(bytes, name: "ticks.csv", options: StatementOptions(symbol: "GOLD")).ticks.first?.symbol == "GOLD")
    }

    @Test func `a bad tick is refused with its line`() {
        let refusal = StatementFixture.refusal(Array("timestamp,bid,ask\n1767571200,1.1,1.2\n1767571201,x,1.2\n".utf8), name: "EURUSD.csv")
        #expect(refusal?.line == 3 && refusal?.code == .badRow)
    }
}
