import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct DealTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID
    let account: AccountID
    var file: TenantFile { temporary.file }

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
        account = try temporary.account(1001, on: connection)
    }

    private func insert(_ deals: Deal...) throws -> [InsertOutcome] {
        try file.write { try $0.insert(deals: deals.map { (deal: $0, account: account) }, connection: connection) }
    }

    private func stored() throws -> [Deal] { try file.read { try $0.deals(of: account).map(\.deal) } }

    @Test func everyFieldComesBackAsItWas() throws {
        let deal = trade(5)
        #expect(try insert(deal) == [.inserted(DealID(1))])
        #expect(try stored() == [deal])
        let found = try file.read { try $0.deal(5, connection) }
        #expect(found?.stored == StoredDeal(id: DealID(1), deal: deal))
        #expect(found?.account == account)
    }

    @Test func extremesComeBackAsTheyWere() throws {
        var deal = Deal(ticket: .max, login: 1001, action: .other, time: Timestamp(microseconds: .min))
        (deal.order, deal.position, deal.expert) = (.min, .max, .min)
        (deal.volume, deal.price, deal.profit) = (Lots(units: .max), Price(units: .min), Money(units: .min))
        (deal.platformAction, deal.modifyFlags) = (.min, .max)
        #expect(try insert(deal) == [.inserted(DealID(1))])
        #expect(try stored() == [deal])
    }

    @Test(arguments: [
        "", "a", "exactly15 bytes", "a text of more than fifteen bytes", "Привет, мир", "nul\0inside", "'; DROP TABLE deals; --", "👩‍👩‍👧‍👦",
    ]) func textsComeBackAsTheyWere(text: String) throws {
        var deal = trade(5)
        (deal.symbol, deal.comment) = (text, text)
        _ = try insert(deal)
        #expect(try stored() == [deal])
        #expect(try insert(deal) == [.duplicate(DealID(1))])
    }

    @Test func aVeryLongCommentIsKept() throws {
        var deal = trade(5)
        deal.comment = String(repeating: "é", count: 500_000)
        _ = try insert(deal)
        #expect(try stored() == [deal])
    }

    @Test func aDealSentTwiceIsStoredOnce() throws {
        #expect(try insert(trade(5), trade(5)) == [.inserted(DealID(1)), .duplicate(DealID(1))])
        #expect(try insert(trade(5)) == [.duplicate(DealID(1))])
        #expect(try file.read { try $0.dealCount() } == 1)
    }

    @Test func numbersGrowInOrderOfArrival() throws {
        #expect(try insert(trade(9), trade(3), trade(6)) == [.inserted(DealID(1)), .inserted(DealID(2)), .inserted(DealID(3))])
        #expect(try insert(trade(3), trade(1)) == [.duplicate(DealID(2)), .inserted(DealID(4))])
    }

    @Test func theSameTicketOnAnotherConnectionIsAnotherDeal() throws {
        _ = try insert(trade(5))
        let other = try temporary.connection("other")
        let otherAccount = try temporary.account(1001, on: other)
        let outcome = try file.write { try $0.insert(deals: [(deal: trade(5), account: otherAccount)], connection: other) }
        #expect(outcome == [.inserted(DealID(2))])
    }

    @Test func anotherContentIsReportedAndNotYetStored() throws {
        _ = try insert(trade(5))
        var edited = trade(5)
        edited.profit = Money(units: 99)
        #expect(try insert(edited) == [.changed(DealID(1), previous: trade(5))])
        #expect(try stored() == [trade(5)])
    }

    @Test func aCorrectionKeepsBothVersions() throws {
        _ = try insert(trade(5))
        var edited = trade(5)
        (edited.profit, edited.comment) = (Money(units: 99), "corrected by the dealer")
        #expect(try file.write { try $0.correct(edited, account: account, connection: connection, at: noon) } == DealID(1))
        #expect(try stored() == [edited])
        #expect(try insert(edited) == [.duplicate(DealID(1))])
        let versions = try file.read { try $0.versions(of: DealID(1)) }
        #expect(versions.map(\.change) == [.edited])
        #expect(versions.first?.seenAt == noon)
        #expect(versions.first?.record.contains(#""profit":"-0.00000001""#) == true)
        #expect(versions.first?.record.contains(#""comment":"so 12.5%""#) == true)
    }

    @Test func aDealThatMovesToAnotherAccountIsAChange() throws {
        _ = try insert(trade(5))
        let other = try temporary.account(1002, on: connection)
        let moved = trade(5, login: 1002)
        let outcome = try file.write { try $0.insert(deals: [(deal: moved, account: other)], connection: connection) }
        #expect(outcome == [.changed(DealID(1), previous: trade(5))])
        try file.write { _ = try $0.correct(moved, account: other, connection: connection, at: noon) }
        #expect(try stored() == [])
        #expect(try file.read { try $0.deals(of: other).map(\.deal) } == [moved])
    }

    @Test func correctingWhatIsNotThereIsRefused() throws {
        #expect(code { try file.write { _ = try $0.correct(trade(5), account: account, connection: connection, at: noon) } } == .notFound)
    }

    @Test func aDeletedDealIsKeptAndMarked() throws {
        _ = try insert(trade(5), trade(6))
        let marked = try file.write { try $0.markDeleted(connection, ticket: 5, at: noon) }
        #expect(marked?.id == DealID(1))
        #expect(marked?.account == account)
        #expect(try stored() == [trade(6)])
        #expect(try file.read { try $0.deals(of: account, limit: 10) }.map(\.deletedAt) == [nil, noon])
        #expect(try file.read { try $0.versions(of: DealID(1)) }.map(\.change) == [.deleted])
        #expect(try file.write { try $0.markDeleted(connection, ticket: 5, at: noon) } == nil)
        #expect(try file.write { try $0.markDeleted(connection, ticket: 77, at: noon) } == nil)
    }

    @Test func aDeletedDealThatComesBackIsAChangeAndStandsAgainWhenCorrected() throws {
        _ = try insert(trade(5))
        _ = try file.write { try $0.markDeleted(connection, ticket: 5, at: noon) }
        #expect(try insert(trade(5)) == [.changed(DealID(1), previous: trade(5))])
        try file.write { _ = try $0.correct(trade(5), account: account, connection: connection, at: noon) }
        #expect(try stored() == [trade(5)])
        #expect(try insert(trade(5)) == [.duplicate(DealID(1))])
    }

    @Test func whatThrowsInATransactionLeavesNothing() throws {
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try file.write { writer in
                _ = try writer.insert(deals: [(deal: trade(5), account: account)], connection: connection)
                throw Refused()
            }
        }
        #expect(try stored() == [])
    }

    @Test func pagesGoFromTheNewestToTheOldestWithoutGapOrRepetition() throws {
        // Several deals share a time, as they do when a basket is closed.
        let deals = (1...50).map { trade(Int64($0), at: noon + .seconds($0 / 4)) }
        try file.write { _ = try $0.insert(deals: deals.shuffled().map { (deal: $0, account: account) }, connection: connection) }
        var cursor: DealCursor?
        var seen: [Deal] = []
        while true {
            let page = try file.read { try $0.deals(of: account, before: cursor, limit: 7) }
            guard let last = page.last else { break }
            seen += page.map(\.deal)
            cursor = DealCursor(time: last.deal.time, ticket: last.deal.ticket)
        }
        #expect(seen == deals.reversed())
    }

    @Test func dealsAreFoundByNumberForTheirOwnAccountOnly() throws {
        _ = try insert(trade(5), trade(6))
        let other = try temporary.account(1002, on: connection)
        #expect(try file.read { try $0.deals([DealID(2), DealID(1), DealID(9)], of: account) }.map(\.deal) == [trade(6), trade(5)])
        #expect(try file.read { try $0.deals([DealID(1)], of: other) } == [])
    }

    @Test func ticketsOfASpanAreThoseThatStandInIt() throws {
        let other = try temporary.account(1002, on: connection)
        let strange = try temporary.connection("strange")
        let stranger = try temporary.account(1001, on: strange)
        let times = [(1, 0), (2, 10), (3, 20), (4, 30)].map { trade(Int64($0.0), at: noon + .seconds($0.1)) }
        try file.write { writer in
            _ = try writer.insert(deals: times.map { (deal: $0, account: account) }, connection: connection)
            _ = try writer.insert(deals: [(deal: trade(7, login: 1002, at: noon + .seconds(15)), account: other)], connection: connection)
            _ = try writer.insert(deals: [(deal: trade(8, at: noon + .seconds(15)), account: stranger)], connection: strange)
            try writer.markDeleted(connection, ticket: 3, at: noon)
        }
        let (from, to) = (noon + .seconds(10), noon + .seconds(30))
        #expect(try file.read { try $0.tickets(of: connection, account: nil, from: from, to: to) }.sorted() == [2, 4, 7])
        #expect(try file.read { try $0.tickets(of: connection, account: account, from: from, to: to) }.sorted() == [2, 4])
    }
}
