import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct RebuildTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID
    let accounts: [AccountID]
    var file: TenantFile { temporary.file }

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
        accounts = try [1001, 1002, 1003].map { [temporary, connection] in try temporary.account($0, on: connection) }
        var rows: [(deal: Deal, account: AccountID)] = []
        for number in 1...300 {
            let deal = trade(Int64(number), login: 1001 + Int64(number % 2), at: noon - .seconds(number * 7919 % 97))
            rows.append((deal: deal, account: accounts[number % 2]))
        }
        _ = try temporary.file.write { [connection] in try $0.insert(deals: rows, connection: connection) }
    }

    @Test func everyAccountWithDealsIsVisitedOnceInOrder() throws {
        var visited: [AccountID: [StoredDeal]] = [:]
        try file.read { reader in
            try reader.forEachDealByAccount { account, deals in
                #expect(visited[account] == nil)
                visited[account] = deals
            }
        }
        #expect(visited.count == 2)
        for account in accounts { #expect(try file.read { try $0.deals(of: account) } == visited[account] ?? []) }
        for deals in visited.values {
            let keys = deals.map { ($0.deal.time, $0.deal.ticket) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func deletedDealsAreLeftOut() throws {
        try file.write { _ = try $0.markDeleted(connection, ticket: 10, at: noon) }
        var count = 0
        try file.read { try $0.forEachDealByAccount { count += $1.count } }
        #expect(count == 299)
    }

    @Test func theBodyMayAskMoreAndMayStop() throws {
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try file.read { reader in
                try reader.forEachDealByAccount { account, _ in
                    _ = try reader.markouts(of: account)
                    throw Enough()
                }
            }
        }
        #expect(try file.read { try $0.db.row("PRAGMA cache_size") { $0.int() } } == -2000)
    }

    @Test func markoutsComeBackByDealAndHorizon() throws {
        let deals = try file.read { try $0.deals(of: accounts[0]) }
        var facts: [StoredMarkout] = []
        for deal in deals.prefix(5) {
            for horizon in [0, 3, StoredMarkout.horizonCount - 1] {
                facts.append(StoredMarkout(deal: deal.id, horizon: horizon, mid: Price(units: deal.id.rawValue + Int64(horizon))))
            }
        }
        try file.write { try $0.save(markouts: facts.shuffled()) }
        #expect(try file.read { try $0.markouts(of: accounts[0]) } == facts)
        #expect(try file.read { try $0.markouts(of: accounts[1]) } == [])
    }

    @Test func aLaterMarkoutReplacesOneAndLeavesTheOthers() throws {
        let deal = try #require(try file.read { try $0.deals(of: accounts[0]).first }).id
        try file.write { try $0.save(markouts: [StoredMarkout(deal: deal, horizon: 1, mid: Price(units: 5))]) }
        try file.write { try $0.save(markouts: [StoredMarkout(deal: deal, horizon: 2, mid: Price(units: .min))]) }
        try file.write { try $0.save(markouts: [StoredMarkout(deal: deal, horizon: 1, mid: Price(units: 6))]) }
        #expect(try file.read { try $0.markouts(of: accounts[0]) }.map(\.mid.units) == [6, .min])
        try file.write { try $0.deleteMarkouts(of: deal) }
        #expect(try file.read { try $0.markouts(of: accounts[0]) } == [])
    }

    @Test(arguments: [-1, StoredMarkout.horizonCount, .max, .min]) func aHorizonThatThereIsNotIsRefused(horizon: Int) throws {
        let markout = StoredMarkout(deal: DealID(1), horizon: horizon, mid: .zero)
        #expect(code { try file.write { try $0.save(markouts: [markout]) } } == .invalid)
    }
}
