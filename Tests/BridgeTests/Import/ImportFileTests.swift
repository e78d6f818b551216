import Bridge
import Brokerage
import MetaTrader
import Testing

struct ImportFileTests {
    private let signal = Array(
        """
        Time;Type;Volume;Symbol;Price;S/L;T/P;Time;Price;Commission;Swap;Profit;Comment
        2026.02.02 10:00:00;Buy;0.10;EURUSD;1.08500;;;2026.02.02 11:00:00;1.08600;0.00;0.00;10.00;
        """.utf8)

    @Test func dealsOfAnAccountThatIsNotNamedAreRefusedUntilItIsGiven() throws {
        let error = #expect(throws: StatementError.self) { try ImportFile.read(signal, name: "signal.csv", options: StatementOptions()) }
        #expect(error?.code == .ambiguous)
        let file = try ImportFile.read(signal, name: "signal.csv", options: StatementOptions(login: 77))
        #expect(!file.batch.deals.isEmpty && file.batch.deals.allSatisfy { $0.login == 77 })
    }

    @Test func keptEventsAreReadWholeOrRefusedWithTheLine() throws {
        let good = #"{"type":"tick","symbol":"EURUSD","bid":"1","ask":"1","time":1700000000000}"#
        #expect(try ImportFile.read(Array(good.utf8), name: "events.ndjson", options: StatementOptions()).batch.ticks.count == 1)
        let error = #expect(throws: StatementError.self) {
            try ImportFile.read(Array((good + "\n{\"type\":\"tick\"}").utf8), name: "events.ndjson", options: StatementOptions())
        }
        #expect(error?.line == 2)
    }
}
