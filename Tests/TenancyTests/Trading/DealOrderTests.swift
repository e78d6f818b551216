import Brokerage
import Foundation
import Testing

@testable import Tenancy

/// The same questions must get the same answers whether the deals were entered into their order, partly entered or not at all.
@Suite struct DealOrderTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID
    let accounts: [AccountID]
    var file: TenantFile { temporary.file }

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
        accounts = try [1000, 1001, 1002].map { [temporary, connection] in try temporary.account($0, on: connection) }
    }

    private func insert(_ tickets: ClosedRange<Int>) throws {
        var rows: [(deal: Deal, account: AccountID)] = []
        for ticket in tickets {
            let which = ticket * 31 % 3
            let deal = trade(Int64(ticket), login: Int64(1000 + which), at: noon + .seconds(ticket * 7919 % 101))
            rows.append((deal: deal, account: accounts[which]))
        }
        _ = try file.write { try $0.insert(deals: rows, connection: connection) }
    }

    private struct Answers: Equatable {
        var deals: [[StoredDeal]] = []
        var pages: [[StoredDeal]] = []
        var markouts: [[StoredMarkout]] = []
        var tickets: [[Int64]] = []
        var visits: [[StoredDeal]] = []
    }

    private func answers() throws -> Answers {
        let (from, to) = (noon + .seconds(10), noon + .seconds(60))
        return try file.read { reader in
            var answers = Answers()
            for account in accounts {
                answers.deals.append(try reader.deals(of: account))
                answers.pages.append(try reader.deals(of: account, before: DealCursor(time: to, ticket: 50), limit: 9))
                answers.markouts.append(try reader.markouts(of: account))
                answers.tickets.append(try reader.tickets(of: connection, account: account, from: from, to: to).sorted())
            }
            answers.tickets.append(try reader.tickets(of: connection, from: from, to: to).sorted())
            try reader.forEachDealByAccount { answers.visits.append($1) }
            return answers
        }
    }

    private func enter() throws { try file.write { try DealOrder.enter($0.db) } }

    private func correctSome() throws {
        for ticket: Int64 in [3, 120] {
            let stored = try #require(try file.read { try $0.deal(ticket, connection) })
            var moved = stored.stored.deal
            (moved.time, moved.login) = (noon + .seconds(33), 1002)
            try file.write { _ = try $0.correct(moved, account: accounts[2], connection: connection, at: noon) }
        }
        try file.write { _ = try $0.markDeleted(connection, ticket: 40, at: noon) }
        try file.write { _ = try $0.markDeleted(connection, ticket: 130, at: noon) }
    }

    @Test func answersDoNotDependOnWhatWasEntered() throws {
        try insert(1...100)
        try enter()
        try insert(101...150)
        let facts = (1...150).map { StoredMarkout(deal: DealID(Int64($0)), horizon: $0 % 5, mid: Price(units: Int64($0))) }
        try file.write { try $0.save(markouts: facts) }
        try correctSome()
        let partly = try answers()
        #expect(partly.deals.map(\.count).reduce(0, +) == 148)
        #expect(partly.markouts.map(\.count).reduce(0, +) == 150)
        #expect(partly.visits == partly.deals)
        for deals in partly.deals {
            let keys = deals.map { ($0.deal.time, $0.deal.ticket) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        }
        try enter()
        #expect(try answers() == partly)
        try file.write { writer in
            try writer.db.run("DELETE FROM account_deals")
            try FileInfo.set("deals_entered", "0", writer.db)
        }
        #expect(try answers() == partly)
    }

    @Test func manyDealsAreEnteredByTheTransactionThatAddsThem() throws {
        try insert(1...19_999)
        #expect(try file.read { try DealOrder.entered($0.db) } == 0)
        try insert(20_000...20_000)
        #expect(try file.read { try DealOrder.entered($0.db) } == 20_000)
        #expect(try file.read { try $0.deals(of: accounts[0]) }.count == 6666)
    }

    @Test func upkeepAndOpeningEnterTheRest() throws {
        try insert(1...10)
        try file.checkpoint()
        #expect(try file.read { try DealOrder.isComplete($0.db) })
        try insert(11...20)
        #expect(try file.read { try !DealOrder.isComplete($0.db) })
        try temporary.reopen()
        #expect(try file.read { try DealOrder.isComplete($0.db) })
    }
}
