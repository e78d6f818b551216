import Brokerage
import Testing

@testable import MetaTrader

@Suite struct StatementRefusalTests {
    @Test(arguments: ["mt5-tester-utf16.html", "mt5-tester-translated.html", "mt4-tester.htm"])
    func `reports of strategy tests are refused by name`(_ name: String) throws {
        let refusal = try #require(StatementFixture.refusal(try StatementFixture.bytes(name)))
        #expect(refusal.code == .testerReport)
        #expect(refusal.sentence.contains("strategy test"))
    }

    @Test(arguments: ["mt4-statement.htm", "mt5-bulgarian-utf8.html", "mt5-english-utf16.html"], [20, 45, 70, 90])
    func `a file cut short is refused whole`(_ name: String, _ percent: Int) throws {
        let bytes = try StatementFixture.bytes(name)
        let refusal = try #require(StatementFixture.refusal(Array(bytes.prefix(bytes.count * percent / 100))))
        #expect(refusal.code == .truncated)
    }

    @Test func `a workbook cut short is refused`() throws {
        let bytes = try StatementFixture.bytes("mt5-english-resaved.xlsx")
        for count in [4, 40, bytes.count / 2] { #expect(StatementFixture.refusal(Array(bytes.prefix(count))) != nil) }
    }

    @Test(arguments: [
        "", "hello", "<html><body>no table</body></html>", "<table><tr><td>1</td></tr></table>", "{\"type\":\"deal\"}\n", "%PDF-1.7",
        "a;b;c\n1;2;3\n", "\u{0}\u{0}\u{0}",
    ])
    func `what is no statement is said to be none`(_ text: String) throws {
        let refusal = try #require(StatementFixture.refusal(Array(text.utf8)))
        #expect(refusal.code == .unknownFormat)
        #expect(!refusal.sentence.isEmpty)
    }

    @Test func `old and password protected workbooks say what to do`() {
        #expect(StatementFixture.refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1])?.reason.contains("xlsx") == true)
    }

    @Test func `dates that can be read two ways are refused`() {
        let row = { (date: String) in "\(date);Buy;0.10;EURUSD;1.08;;;\(date);1.09;0;0;10.00;\n" }
        let head = "Time;Type;Volume;Symbol;Price;S/L;T/P;Time;Price;Commission;Swap;Profit;Comment\n"
        #expect(StatementFixture.refusal(Array((head + row("3/4/2026 10:00")).utf8), name: "a.csv")?.code == .ambiguous)
        #expect(StatementFixture.refusal(Array((head + row("3/4/2026 10:00") + row("3/14/2026 10:00")).utf8), name: "a.csv") == nil)
    }

    @Test func `piles of cells are refused quickly`() {
        #expect(StatementFixture.refusal(Array(("<table><tr>" + String(repeating: "<td", count: 300_000)).utf8))?.code == .tooLarge)
        #expect(StatementFixture.refusal(Array(("<table><tr>" + String(repeating: "<td>", count: 300_000)).utf8))?.code == .tooLarge)
        #expect(StatementFixture.refusal(Array(("<table><tr><td>" + String(repeating: "x", count: 300_000)).utf8))?.code == .tooLarge)
        #expect(StatementFixture.refusal(Array(("<table><tr><td>" + String(repeating: "&amp", count: 100_000)).utf8))?.code == .tooLarge)
        #expect(StatementFixture.refusal(Array(String(repeating: "<table><tr><td>", count: 100_000).utf8)) != nil)
        #expect(StatementFixture.refusal(Array(("<table><tr><td title=\"" + String(repeating: "a=\"", count: 300_000)).utf8)) != nil)
    }

    @Test func `spans of a billion take no room`() throws {
        let cells = String(repeating: "<td rowspan=1000000000 colspan=1000000000>x</td>", count: 50)
        let text = "<table><tr>" + cells + String(repeating: "</tr><tr><td>y</td>", count: 2000) + "</tr></table>"
        let table = try HTMLTableReader.read(Array(text.utf8))
        #expect(table.rows.count == 2001)
    }

    @Test func `broken UTF-16 is replaced and ends`() {
        var bytes: [UInt8] = [0xFF, 0xFE]
        for _ in 0..<10_000 { bytes += [0xD8, 0xD8] }
        bytes.append(0)
        let decoded = TextDecoding.decode(bytes)
        #expect(decoded.hasReplacements)
        #expect(StatementFixture.refusal(bytes) != nil)
    }

    /// Whatever is done to a file, reading it ends in a statement or a refusal.
    @Test(arguments: StatementFixture.names)
    func `damaged files never trap`(_ name: String) throws {
        let original = try StatementFixture.bytes(name)
        var random = SeededGenerator(seed: UInt64(original.count))
        for _ in 0..<40 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(contentsOf: bytes[index..<min(index + 40, bytes.count)], at: Int.random(in: 0..<bytes.count, using: &random))
                default: bytes[index] = Array("<>&\"'0-. 9".utf8)[Int.random(in: 0..<10, using: &random)]
                }
            }
            let refusal = StatementFixture.refusal(bytes, name: name)
            #expect(refusal.map { !$0.sentence.isEmpty } ?? true)
        }
    }

    @Test func `random bytes never trap`() {
        var random = SeededGenerator(seed: 7)
        for count in [1, 2, 3, 17, 500, 20_000] {
            for _ in 0..<20 { _ = StatementFixture.refusal((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }) }
        }
    }
}
