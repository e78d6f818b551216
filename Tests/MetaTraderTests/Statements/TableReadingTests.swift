import Brokerage
import Testing

@testable import MetaTrader

@Suite struct TableReadingTests {
    private func rows(_ html: String) throws -> [[String]] {
        try HTMLTableReader.read(Array(html.utf8)).rows.map { $0.cells.map(\.text) }
    }

    @Test func `cells and rows need no end tags`() throws {
        #expect(try rows("<TABLE><TR><TD>a<td>b<tr><th>c<td>d</table>") == [["a", "b"], ["c", "d"]])
    }

    @Test func `white space and references are decoded`() throws {
        #expect(try rows("<tr><td>  1&nbsp;234.50\n </td><td>a&amp;b &lt;c&#62; &#x41;&copy</td></tr>") == [["1 234.50", "a&b <c> A©"]])
    }

    @Test func `marks of direction do not hide numbers`() throws {
        #expect(try rows("<tr><td>\u{200E}-12.50\u{200F}</td><td>٣٫٥</td></tr>") == [["-12.50", "3.5"]])
    }

    @Test func `hidden cells stand aside`() throws {
        let row = try #require(
            try HTMLTableReader.read(
                Array("<tr><td>a</td><td class=\"x hidden\" colspan=8>h</td><td style='display : none'>i</td><td>b</td></tr>".utf8)
            ).rows.first)
        #expect(row.cells.map(\.text) == ["a", "b"] && row.hidden == ["h", "i"])
        #expect(row.cells[1].column == 1)
    }

    @Test func `spans move what follows`() throws {
        let table = try HTMLTableReader.read(Array("<tr><td rowspan=2>a</td><td colspan=3>b</td><td>c</td></tr><tr><td>d</td></tr>".utf8))
        #expect(table.rows[0].cells.map(\.column) == [0, 1, 4])
        #expect(table.rows[1].cells.map(\.column) == [1])
        #expect(table.rows[0].cell(at: 3)?.text == "b" && table.rows[0].cell(at: 9) == nil)
    }

    @Test func `styles scripts and comments are no text`() throws {
        let html =
            "<title>T &amp; U</title><meta name=generator content='client terminal'>"
            + "<style><!-- td { } --></style><script>'<td>'</script><div>Firm</div><table><tr><td>x<!--L-->y</td></tr></table>"
        let table = try HTMLTableReader.read(Array(html.utf8))
        #expect(table.title == "T & U" && table.generator == "client terminal" && table.preamble == "Firm")
        #expect(table.rows.map { $0.cells.map(\.text) } == [["xy"]])
    }

    @Test func `lines are counted where rows start`() throws {
        #expect(try HTMLTableReader.read(Array("\n\n<tr><td>a\n</td></tr>\n<tr><td>b".utf8)).rows.map(\.line) == [3, 5])
    }

    @Test func `tables inside tables are laid out`() throws {
        #expect(try rows("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr><tr><td>c</td></tr></table>") == [["a"], ["b"], ["c"]])
    }

    @Test func `separated values may be quoted`() throws {
        let table = try DelimitedText.read(Array("a;\"b;\"\"c\"\"\nd\";e\r\nf;g;h\r\n".utf8))
        #expect(table.rows.map { $0.cells.map(\.text) } == [["a", "b;\"c\" d", "e"], ["f", "g", "h"]])
        #expect(table.rows.map(\.line) == [1, 3])
    }

    @Test func `entities of XML are not expanded`() throws {
        let xml = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><x:a k='1&amp;2'>&c;&lt;<![CDATA[<z>]]><e/></x:a>"
        var reader = XMLReader(Array(xml.utf8))
        var tokens: [XMLReader.Token] = []
        while let token = try reader.next() { tokens.append(token) }
        #expect(
            tokens == [
                .start(name: "a", attributes: ["k": "1&2"]), .text("&c;<"), .text("<z>"), .start(name: "e", attributes: [:]), .end(name: "e"),
                .end(name: "a"),
            ])
    }

    @Test func `workbooks of Excel 2003 are tables`() throws {
        let xml = """
            <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
            xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Worksheet ss:Name="a"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell>
            <Cell><Data ss:Type="Number">0.10000000000000001</Data></Cell></Row>
            <Row ss:Index="5"><Cell ss:Index="3"><Data ss:Type="String">b</Data></Cell></Row></Table></Worksheet></Workbook>
            """
        let table = try #require(try SpreadsheetXML.read(Array(xml.utf8)).first)
        #expect(table.rows[0].cells.map(\.text) == ["a", "0.1"] && table.rows[0].cells.map(\.column) == [0, 2])
        #expect(table.rows[1].line == 5 && table.rows[1].cells.first?.column == 2)
    }

    @Test(arguments: [
        ("1 234.56", "1234.56"), ("-1\u{2212}", nil), ("(12.50)", "-12.5"), ("1,234.56", "1234.56"), ("1,23", nil), ("12 34", nil), ("1'234", "1234"),
        ("+5", "5"), ("", nil), ("-", nil), ("1.2.3", nil), ("1e-5", "0.00001"), ("\u{2212}3.5", "-3.5"), ("1234 567", nil),
        ("99999999999999999999", nil), ("0,5", nil),
    ])
    func `numbers with points are exact or none`(_ pair: (String, String?)) {
        #expect(NumberStyle().value(pair.0, as: Money.self) == pair.1.flatMap { Money($0) })
    }

    @Test func `numbers with decimal commas`() {
        let style = NumberStyle(hasDecimalComma: true)
        #expect(style.value("1.234,56", as: Money.self) == Money("1234.56"))
        #expect(style.value("0,10", as: Lots.self) == Lots("0.1"))
        #expect(style.value("1.08", as: Price.self) == nil)
    }

    @Test func `the style of numbers is told by what stands behind the comma`() {
        func style(_ texts: String...) -> NumberStyle {
            NumberStyle.detect(Table(rows: [TableRow(line: 1, cells: texts.enumerated().map { TableCell(text: $0.element, column: $0.offset) })]))
        }
        #expect(style("1,234.56", "0.10") == NumberStyle(hasDecimalComma: false))
        #expect(style("1 234,56", "0,10") == NumberStyle(hasDecimalComma: true))
        #expect(style("1,234", "12") == NumberStyle(hasDecimalComma: false))
        #expect(style("1.234.567,5") == NumberStyle(hasDecimalComma: true))
    }

    @Test(arguments: [
        ("2026.01.05 10:11:12", "2026-01-05T10:11:12Z"), ("2026-01-05T10:11:12.345", "2026-01-05T10:11:12.345Z"),
        ("05.01.2026 10:11", "2026-01-05T10:11:00Z"),
        ("2026/01/05", "2026-01-05T00:00:00Z"), ("46027.5", "2026-01-05T12:00:00Z"), ("2026.13.05 10:00", nil), ("2026.01.05 25:00", nil),
        ("12345678", nil),
        ("2026.01", nil), ("1.5", nil), ("2026.01.05 10:11:12 x", nil), ("3/4/2026", nil), ("3/3/2026 1:05 PM", "2026-03-03T13:05:00Z"),
    ])
    func `dates of every shape are read`(_ pair: (String, String?)) {
        #expect(WallTime().wall(pair.0) == pair.1.flatMap { Timestamp(rfc3339: $0) })
    }

    @Test func `code pages are guessed by their letters`() throws {
        let russian: [UInt8] = Array("<td>".utf8) + [0xD1, 0xF7, 0xB8, 0xF2, 0x20, 0xCE, 0xE4, 0xE8, 0xED] + Array("</td>".utf8)
        #expect(String(decoding: TextDecoding.decode(russian).bytes, as: UTF8.self) == "<td>Счёт Один</td>")
        let spanish: [UInt8] = Array("Cuenta n".utf8) + [0xFA] + Array("mero 1".utf8)
        #expect(String(decoding: TextDecoding.decode(spanish).bytes, as: UTF8.self) == "Cuenta número 1")
        let japanese: [UInt8] = [0x8C, 0xFB, 0x8D, 0xC0, 0x82, 0xA0, 0x82, 0xA2, 0x82, 0xA4]
        #expect(CodePage.guess(japanese) == CodePage(932))
        let declared = Array("<meta charset=\"windows-1253\">".utf8) + [0xE1]
        #expect(String(decoding: TextDecoding.decode(declared).bytes, as: UTF8.self).hasSuffix("α"))
    }

    @Test func `UTF-16 of either order is told`() {
        let text = "<table>Ж😁"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(String(decoding: TextDecoding.decode(bytes).bytes, as: UTF8.self) == text)
        }
    }
}
