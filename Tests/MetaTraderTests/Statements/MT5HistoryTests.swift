import Brokerage
import Foundation
import Testing

@testable import MetaTrader

@Suite struct MT5HistoryTests {
    /// One file a language and encoding; every sum of every one must tie.
    @Test(arguments: [
        ("mt5-english-utf16.html", "Account One", "23467.67"), ("mt5-spanish-utf16-without-bom.html", "Cuenta Número Uno", "23033.44"),
        ("mt5-bulgarian-utf8.html", "Сметка Едно", "24439.53"), ("mt5-chinese-utf8-bom.html", "账户一", "23657.68"),
        ("mt5-arabic-utf16.html", "الحساب الأول", "23692.29"), ("mt5-thirteen-columns-utf16.html", "Account One", "24144.13"),
        ("mt5-russian-resaved-cp1251.html", "Счёт Один", "23698.75"), ("mt5-english-resaved-thousands.html", "Account One", "23411.12"),
        ("mt5-chinese-utf16-parts.xlsx", "Account One", "24015.44"), ("mt5-english-resaved.xlsx", "Account One", "23652.41"),
        ("mt5-spanish-resaved.csv", "Account One", "23988.87"),
    ])
    func `every sum ties in every language and encoding`(_ file: (name: String, holder: String, balance: String)) throws {
        let statement = try StatementFixture.statement(file.name)
        #expect(statement.kind == .mt5History)
        #expect(statement.checks.filter { !$0.ties }.map(\.explanation) == [])
        let figures = Set(statement.checks.map(\.figure))
        #expect(
            figures.isSuperset(of: [
                .runningBalance, .commission, .swap, .profit, .balance, .floating, .equity, .freeMargin, .netProfit, .trades, .positions,
            ]))
        #expect(statement.totals.computed[.balance] == Money(file.balance))
        #expect(statement.totals.computed[.deposits] == Money(23_800) && statement.totals.computed[.credit] == Money(500))
        #expect(statement.deals.count == 32 && statement.positions.count == 2)
        #expect(statement.account?.name == file.holder)
        #expect(statement.account?.company == "Example Markets Ltd")
    }

    @Test func `the head names server mode and date`() throws {
        let account = try #require(try StatementFixture.statement("mt5-arabic-utf16.html").account)
        #expect(account.login == 50_001_006)
        #expect(account.currency == "USD" && account.server == "Example-Live" && account.mode == .hedging)
        #expect(account.generatedAt == Timestamp(rfc3339: "2026-02-01T12:30:00Z"))
    }

    @Test(arguments: [
        "mt5-english-utf16.html", "mt5-spanish-utf16-without-bom.html", "mt5-bulgarian-utf8.html", "mt5-chinese-utf16-parts.xlsx",
        "mt5-thirteen-columns-utf16.html", "mt5-russian-resaved-cp1251.html",
    ])
    func `every deal finds its position`(_ name: String) throws {
        let statement = try StatementFixture.statement(name)
        #expect(!statement.warnings.contains { $0.contains("closing deals") })
        let open = Set(statement.positions.map(\.ticket))
        for (position, deals) in Dictionary(grouping: statement.deals.filter { $0.side != nil }, by: \.position) {
            let left = deals.reduce(Lots.zero) { $1.entry == .in ? $0 + $1.volume : $0 - $1.volume }
            let isOpen = open.contains(position)
            #expect(isOpen ? left > .zero : left.isZero)
            #expect(deals.contains { $0.entry == .in && $0.order == position })
            #expect(Set(deals.map(\.symbol)).count == 1)
        }
    }

    @Test func `comments tell stops and stop outs`() throws {
        let deals = try StatementFixture.statement("mt5-english-utf16.html").deals
        let reasons = Set(deals.filter { $0.entry == .out }.map(\.reason))
        #expect(reasons == [.client, .stopLoss, .takeProfit, .stopOut])
        #expect(deals.filter { $0.reason == .stopLoss }.allSatisfy { $0.comment.hasPrefix("[sl") })
    }

    @Test func `stops beside orders alone count too`() throws {
        let text = try StatementFixture.text("mt5-english-utf16.html")
        let deals = try #require(text.firstRange(of: "<b>Deals</b>"))
        let edited = text[..<deals.lowerBound] + text[deals.lowerBound...].replacing(#/\[sl [^\]]*\]/#, with: "")
        #expect(try StatementFixture.parse(String(edited)).deals.contains { $0.reason == .stopLoss })
    }

    @Test func `reports sorted the other way round are the same`() throws {
        let text = try StatementFixture.text("mt5-bulgarian-utf8.html")
        var lines = text.components(separatedBy: "\r\n")
        let start = try #require(lines.firstIndex { $0.contains(">balance<") })
        let end = try #require(lines[start...].firstIndex { $0.contains("colspan=\"8\" style") })
        lines[start..<end].reverse()
        let statement = try StatementFixture.parse(lines.joined(separator: "\r\n"))
        #expect(statement.ties)
        #expect(statement.deals == (try StatementFixture.statement("mt5-bulgarian-utf8.html").deals))
    }

    @Test func `an edited profit breaks the running balance at its line`() throws {
        let text = try StatementFixture.text("mt5-bulgarian-utf8.html")
        let edited = text.replacing(">25 000.00<", with: ">26 000.00<", maxReplacements: 1)
        let statement = try StatementFixture.parse(edited)
        #expect(statement.deals.count == 32)
        #expect(statement.checks.contains { !$0.ties && $0.figure == .runningBalance && $0.explanation.contains("1000.00") })
        let later = text.replacing(">-1 200.00<", with: ">-1 300.00<", maxReplacements: 1)
        let check = try #require(try StatementFixture.parse(later).checks.first { $0.figure == .runningBalance })
        #expect(!check.ties && check.explanation.contains("line") && check.explanation.contains("100.00"))
    }

    @Test func `a history that starts later names its first balance`() throws {
        let text = try StatementFixture.text("mt5-bulgarian-utf8.html")
        let lines = text.components(separatedBy: "\r\n").filter { !($0.contains(">balance<") && $0.contains("Deposit 1")) }
        let statement = try StatementFixture.parse(lines.joined(separator: "\r\n"))
        #expect(statement.warnings.contains { $0.contains("begins with a balance of 25000") })
        #expect(statement.checks.first { $0.figure == .balance }?.ties == true)
    }

    @Test func `a report without deals is read from its positions`() throws {
        let text = try StatementFixture.text("mt5-english-utf16.html")
        let from = try #require(text.firstRange(of: "<b>Deals</b>"))
        let to = try #require(text.firstRange(of: "<b>Open Positions</b>"))
        let statement = try StatementFixture.parse(String(text[..<from.lowerBound] + text[to.lowerBound...]))
        #expect(statement.deals.count == 24)
        #expect(statement.totals.computed[.profit] == Money("-268.18"))
        #expect(statement.warnings.contains { $0.contains("no table of deals") })
    }

    @Test func `netting accounts keep one position through a reversal`() throws {
        let rows = [
            ("10:00:00", 1, "buy", "in", "0.50", 11), ("10:05:00", 2, "buy", "in", "0.50", 12), ("10:10:00", 3, "sell", "in/out", "1.50", 13),
            ("10:20:00", 4, "buy", "out", "0.50", 14), ("10:30:00", 5, "sell", "in", "0.20", 15),
        ].map {
            "<tr><td>2026.01.05 \($0.0)</td><td>\($0.1)</td><td>EURUSD</td><td>\($0.2)</td><td>\($0.3)</td><td>\($0.4)</td><td>1.1</td>"
                + "<td>\($0.5)</td><td>0.00</td><td>0.00</td><td>0.00</td><td>0.00</td><td>0.00</td><td></td></tr>"
        }
        let head = "<tr>" + (1...14).map { "<td>Kopf \(Character(UnicodeScalar(UInt8(64 + $0))))</td>" }.joined() + "</tr>"
        let text = "<table><tr><td>N</td><td>A</td></tr><tr><td>K</td><td>777 (EUR, X, real, Netting)</td></tr>\(head)\(rows.joined())</table>"
        let deals = try StatementFixture.parse(text).deals
        #expect(deals.map(\.position) == [11, 11, 11, 11, 15])
        #expect(deals[2].entry == .inOut)
    }

    @Test func `the daily confirmation is read`() throws {
        let text = """
            <table><tr><td>A/C No: <b>7001</b></td><td>Name: <b>Account One</b></td><td>Currency: <b>USD</b></td><td><b>2026.03.04 23:59</b></td></tr>
            <tr><td colspan="14"><b>Deals:</b></td></tr>
            <tr><td>Open Time</td><td>Ticket</td><td>Type</td><td>Size</td><td>Item</td><td>Price</td><td>Order</td><td colspan="2">Comment</td>
            <td>Entry</td><td>Commission</td><td>Fee</td><td>Swap</td><td>Profit</td></tr>
            <tr><td>2026.03.04 11:02:03</td><td>901</td><td>buy</td><td>0.61</td><td>XAUUSD</td><td>5164.10</td><td>801</td><td colspan=2>note</td>
            <td>in</td><td>-2.14</td><td>0.00</td><td>0.00</td><td>0.00</td></tr>
            <tr><td>2026.03.04 11:03:40</td><td>902</td><td>sell</td><td>0.61</td><td>XAUUSD</td><td>5167.50</td><td>802</td><td colspan=2></td>
            <td>out</td><td>-2.14</td><td>0.00</td><td>0.00</td><td>207.40</td></tr>
            <tr><td colspan=10>&nbsp;</td><td>-4.28</td><td>0.00</td><td>0.00</td><td>207.40</td></tr>
            <tr><td colspan=11>&nbsp;</td><td colspan=2><b>Closed P/L:</b></td><td><b>203.12</b></td></tr></table>
            """
        let statement = try StatementFixture.parse(text)
        #expect(statement.account?.login == 7001 && statement.account?.currency == "USD")
        #expect(statement.deals.map(\.position) == [801, 801])
        #expect(statement.ties && statement.checks.count == 4)
    }

    @Test func `an unknown operation on the balance is kept and said`() throws {
        let text = try StatementFixture.text("mt5-bulgarian-utf8.html").replacing(">credit<", with: ">loyalty<")
        let statement = try StatementFixture.parse(text)
        #expect(statement.deals.contains { $0.action == .other && $0.profit == Money(500) })
        #expect(statement.warnings.contains { $0.contains("loyalty") })
    }

    @Test func `an unknown type that trades is refused`() throws {
        let text = try StatementFixture.text("mt5-bulgarian-utf8.html")
        let deals = try #require(text.firstRange(of: "<b>Сделки</b>"))
        let edited = text[..<deals.lowerBound] + text[deals.lowerBound...].replacing(">buy<", with: ">comprar<", maxReplacements: 1)
        #expect(StatementFixture.refusal(Array(String(edited).utf8))?.code == .badRow)
    }

    @Test func `a report that names no account asks for one`() throws {
        let text = try StatementFixture.text("mt5-english-utf16.html").replacing("50001001", with: "")
        #expect(StatementFixture.refusal(Array(text.utf8))?.code == .ambiguous)
        #expect(try StatementFixture.parse(text, options: StatementOptions(login: 9)).deals.allSatisfy { $0.login == 9 })
    }

    @Test func `a file of another account is refused`() throws {
        let bytes = try StatementFixture.bytes("mt5-english-utf16.html")
        #expect(StatementFixture.refusal(bytes, options: StatementOptions(login: 9))?.reason.contains("50001001") == true)
    }
}
