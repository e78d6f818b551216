import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct AccountTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID
    var file: TenantFile { temporary.file }

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
    }

    private func whole() -> Account {
        var account = Account(login: 1001)
        (account.group, account.currency, account.currencyDigits, account.leverage) = ("real\\std", "EUR", 2, 500)
        (account.name, account.country, account.email, account.introducer) = ("A Client", "CY", "client@example.com", "77")
        (account.registeredAt, account.status, account.book) = (noon, "active", .b)
        (account.balance, account.credit, account.equity) = (Money(units: -5), Money(units: 6), Money(units: 7))
        (account.margin, account.floating, account.stopOutLevel) = (Money(units: 8), Money(units: 9), 50.5)
        return account
    }

    private func upsert(_ account: Account, scored: Bool = true) throws -> AccountID {
        try file.write { try $0.upsert(account: account, connection: connection, server: "Demo", scored: scored, at: noon) }
    }

    @Test func everyFieldComesBackAsItWas() throws {
        let id = try upsert(whole(), scored: false)
        let stored = try file.read { try $0.account(id) }
        #expect(stored.account == whole())
        #expect(stored.connection == connection)
        #expect(stored.server == "Demo")
        #expect(stored.firstSeenAt == noon)
        #expect(stored.isScored == false)
        #expect(stored.riskScore == nil)
        #expect(try file.read { try $0.accounts() } == [stored])
    }

    @Test func whatIsNotStatedStaysAsItWas() throws {
        let id = try upsert(whole())
        var news = Account(login: 1001)
        news.balance = Money(units: 100)
        #expect(try upsert(news, scored: false) == id)
        var expected = whole()
        expected.balance = Money(units: 100)
        let stored = try file.read { try $0.account(id) }
        #expect(stored.account == expected)
        #expect(stored.isScored)
    }

    @Test func oneNumberOnTwoServersIsTwoAccounts() throws {
        let first = try upsert(Account(login: 1001))
        let other = try temporary.connection("other")
        #expect(try temporary.account(1001, on: other) != first)
        #expect(try file.read { try $0.account(number: 1001, connection: connection) }?.id == first)
        #expect(try file.read { try $0.account(number: 7, connection: connection) } == nil)
    }

    @Test func aScoreIsKept() throws {
        let id = try upsert(Account(login: 1001))
        try file.write { try $0.setScore(id, score: 72.5, band: "high", version: 3) }
        let stored = try file.read { try $0.account(id) }
        #expect(stored.riskScore == 72.5)
        #expect(stored.band == "high")
        #expect(stored.scoreVersion == 3)
    }

    @Test func aScoreOutOfRangeIsRefused() throws {
        let id = try upsert(Account(login: 1001))
        #expect(code { try file.write { try $0.setScore(id, score: 100.5, band: "high", version: 3) } } == .invalid)
    }

    @Test func anAccountOfNoConnectionIsRefused() throws {
        #expect(code { _ = try temporary.account(1001, on: ConnectionID(99)) } == .notFound)
        #expect(code { _ = try file.read { try $0.account(AccountID(99)) } } == .notFound)
    }

    @Test func thePlanHoldsTheAccountsThatWereSeenFirst() throws {
        let ids = try (0..<5).map { try upsert(Account(login: 1001 + $0)) }
        try file.write { for id in ids { try $0.setScore(id, score: 50, band: "high", version: 1) } }
        #expect(try file.read { reader in try [5, 2].map { try reader.scoresJust(first: $0) } } == [true, false])
        let down = try file.write { try $0.score(first: 2) }
        #expect(try file.read { reader in try [2, 3].map { try reader.scoresJust(first: $0) } } == [true, false])
        #expect(down.added.isEmpty && down.removed.sorted() == Array(ids[2...]))
        #expect(try file.read { try $0.accounts() }.map(\.isScored) == [true, true, false, false, false])
        #expect(try file.read { try $0.accounts() }.map(\.riskScore) == [50, 50, nil, nil, nil])
        let up = try file.write { try $0.score(first: 4) }
        #expect(up.added.sorted() == Array(ids[2..<4]) && up.removed.isEmpty)
        let same = try file.write { try $0.score(first: 4) }
        #expect(same.added.isEmpty && same.removed.isEmpty)
        #expect(try file.write { try $0.score(first: nil) }.added == [ids[4]])
        #expect(try file.write { try $0.score(first: 0) }.removed.count == 5)
    }
}
