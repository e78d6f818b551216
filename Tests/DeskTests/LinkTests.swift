import Bridge
import Brokerage
import Risk
import Tenancy
import Testing

@testable import Desk

/// Two accounts of which one copies the other, as they come back from the file.
struct LinkTests {
    private static func deals(_ days: Int) -> [Deal] {
        var draws = Draws(3)
        var (deals, ticket): ([Deal], Int64) = ([], 1)
        for day in 0..<days {
            for hour in 0..<6 {
                let time = Timestamp(seconds: 1_772_000_000 + Int64(day) * 86_400 + Int64(hour) * 3000 + Int64(draws.below(2000)))
                let buy: DealAction = draws.below(2) == 0 ? .buy : .sell
                for (login, delay) in [(100, 0), (101, 340)] as [(Int64, Int)] {
                    let opened = time + .milliseconds(delay)
                    deals.append(Make.trade(ticket, login, buy, .in, "0.10", "1.0851", position: ticket, at: opened))
                    let closing: DealAction = buy == .buy ? .sell : .buy
                    deals.append(
                        Make.trade(ticket + 1, login, closing, .out, "0.10", "1.0852", position: ticket, at: opened + .seconds(900), profit: 1))
                    ticket += 2
                }
            }
        }
        return deals.sorted { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
    }

    private func filled(_ test: TestDesk, isHistory: Bool) async throws -> Desk {
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var accounts = Batch()
        accounts.accounts = [Make.account(100), Make.account(101)]
        _ = try await desk.ingest(accounts, from: connection)
        let deals = LinkTests.deals(12)
        for start in stride(from: 0, to: deals.count, by: 20) {
            var delivery = Delivery(Batch())
            delivery.batch.deals = Array(deals[start..<min(start + 20, deals.count)])
            delivery.isHistory = isHistory
            _ = try await desk.deliver(delivery, from: connection)
            test.pass(.seconds(7))
        }
        return desk
    }

    private func text(_ links: [AccountLink]) -> [String] { links.map { "\($0.account.rawValue) \($0.kind) \($0.matches) \($0.evidence)" } }

    @Test func aRestartFindsTheLinksThatWereThere() async throws {
        let test = try TestDesk()
        let desk = try await filled(test, isHistory: false)
        let before = text(await desk.links(of: AccountID(1)))
        #expect(!before.isEmpty)
        let clusters = await desk.clusters()
        let (killed, searched) = (try test.killed(), try test.killed())
        try searched.deleteStates()
        for other in [killed, searched] {
            let again = try await other.desk()
            #expect(text(await again.links(of: AccountID(1))) == before)
            #expect(await again.clusters() == clusters)
            try await other.end()
        }
        let reopened = try await test.reopened()
        #expect(text(await reopened.links(of: AccountID(1))) == before)
        try await test.end()
    }

    @Test func linksAreFoundInHistoryOnceItHasCome() async throws {
        let test = try TestDesk()
        let desk = try await filled(test, isHistory: true)
        #expect(await desk.links(of: AccountID(1)).isEmpty)
        test.pass(.seconds(120))
        await desk.finishRelinking()
        #expect(!(await desk.links(of: AccountID(1)).isEmpty))
        try await test.end()
    }
}
