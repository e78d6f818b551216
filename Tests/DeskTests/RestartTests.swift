import Bridge
import Brokerage
import Desk
import JSON
import Risk
import Tenancy
import Testing

/// What a desk shows, as text that can be compared whole.
private func portrait(_ desk: Desk, withCurves: Bool = true) async -> [String] {
    let view = await desk.view()
    var lines = view.accounts.map { String(decoding: $0.json, as: UTF8.self) }
    lines += view.exposure.map { row in String(decoding: JSONWriter.bytes { $0.write(row) }, as: UTF8.self) }
    for (index, account) in view.accounts.enumerated() {
        if let score = await desk.score(of: account.id) { lines.append(String(decoding: JSONWriter.bytes { $0.write(score) }, as: UTF8.self)) }
        // A curve takes long in a test's build, and is made of the stored deals and facts alone: one account tells of all.
        for side in MarkoutSide.allCases where withCurves && index == 0 {
            let points = try? await desk.markouts(of: account.id, side: side, clock: .wall)
            lines += (points ?? []).map { point in String(decoding: JSONWriter.bytes { $0.write(point) }, as: UTF8.self) }
        }
        lines += await desk.positions(of: account.id).map { position in String(decoding: JSONWriter.bytes { $0.write(position) }, as: UTF8.self) }
    }
    return lines
}

struct RestartTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theStateAfterARestartEqualsTheStateBefore(_ seed: UInt64) async throws {
        let test = try TestDesk()
        var desk = try await test.desk()
        let connection = try await test.connection()
        for (index, batch) in Make.history(seed).enumerated() {
            _ = try await desk.ingest(batch, from: connection)
            test.pass(.seconds(7))
            if index == 40 { desk = try await test.reopened() }
        }
        let before = await portrait(desk)
        #expect(before.count > 8)
        let after = await portrait(try await test.reopened())
        #expect(after.count == before.count)
        // Only the first difference is of interest; the whole would fill pages.
        let difference = zip(before, after).first { $0 != $1 }
        #expect(difference?.0 == difference?.1)
        try await test.end()
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func theOrderOfArrivalDoesNotMatter(_ seed: UInt64) async throws {
        let (ordered, shuffled) = (try TestDesk(), try TestDesk())
        var deals = Make.history(seed, batches: 25).flatMap(\.deals)
        var accounts = Batch()
        accounts.accounts = (0..<8).map { Make.account(100 + $0) }
        var inOrder = accounts
        inOrder.deals = deals
        let first = try await ordered.desk()
        _ = try await first.ingest(inOrder, from: ordered.connection())
        var draws = Draws(seed)
        for index in deals.indices.reversed() { deals.swapAt(index, draws.below(index + 1)) }
        let second = try await shuffled.desk()
        let connection = try await shuffled.connection()
        _ = try await second.ingest(accounts, from: connection)
        for start in stride(from: 0, to: deals.count, by: 7) {
            var batch = Batch()
            batch.deals = Array(deals[start..<min(start + 7, deals.count)])
            _ = try await second.ingest(batch, from: connection)
        }
        #expect(await first.view().accounts.map(\.figures) == second.view().accounts.map(\.figures))
        try await ordered.end()
        try await shuffled.end()
    }

    @Test func raisesNoAlertTwiceOverARestart() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.ticks = [Make.tick("1.08500", "1.08510", at: test.now)]
        batch.deals = [Make.trade(1, 100, .buy, .in, "60", "1.0851", position: 1, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        let raised = try await desk.file.read { try $0.alerts(limit: 100).map(\.rule).sorted() }
        #expect(raised.contains("EX1") && raised.contains("OR1"))
        let reopened = try await test.reopened()
        batch.deals = []
        batch.ticks = [Make.tick("1.08501", "1.08511", at: test.now + .seconds(1))]
        _ = try await reopened.ingest(batch, from: connection)
        #expect(try await reopened.file.read { try $0.alerts(limit: 100).map(\.rule).sorted() } == raised)
        try await test.end()
    }

    @Test func learnsNothingNewOfOldDealsFromQuotesThatCameLater() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = (0..<20).flatMap { trip in
            let (ticket, time) = (Int64(trip * 2 + 1), test.now + .seconds(trip * 60))
            return [
                Make.trade(ticket, 100, .buy, .in, "1", "0.85", position: ticket, at: time, symbol: "EURGBP"),
                Make.trade(ticket + 1, 100, .sell, .out, "1", "0.86", position: ticket, at: time + .seconds(30), symbol: "EURGBP", profit: trip),
            ]
        }
        _ = try await desk.ingest(batch, from: connection)
        // What a pound is worth is only known afterwards.
        var quotes = Batch()
        quotes.ticks = [Make.tick("1.27000", "1.27002", at: test.now + .seconds(3000), symbol: "GBPUSD")]
        _ = try await desk.ingest(quotes, from: connection)
        let before = await portrait(desk)
        let after = await portrait(try await test.reopened())
        let difference = zip(before, after).first { $0 != $1 }
        #expect(before.count == after.count && difference?.0 == difference?.1)
        try await test.end()
    }

    @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
    func aHistoryThatWasCorrectedIsTheSameAfterARestart(_ seed: UInt64) async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        for delivery in Make.correctedHistory(seed) {
            _ = try await desk.deliver(delivery, from: connection)
            test.pass(.seconds(7))
        }
        let before = await portrait(desk)
        let after = await portrait(try await test.reopened())
        let difference = zip(before, after).first { $0 != $1 }
        #expect(before.count == after.count && difference?.0 == difference?.1)
        try await test.end()
    }

    /// States of accounts are written every two minutes here; what is killed has older and newer ones, and deals after both.
    @Test(arguments: [31, 32, 33, 34, 35, 36] as [UInt64])
    func aKilledDeskComesBackFromItsStatesAsFromAllItsDeals(_ seed: UInt64) async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var states = 0
        for (index, delivery) in Make.correctedHistory(seed).enumerated() {
            _ = try await desk.deliver(delivery, from: connection)
            test.pass(.seconds(7))
            guard index % 13 == 12 else { continue }
            let before = await portrait(desk, withCurves: false)
            let fromStates = try test.killed()
            states += try fromStates.states()
            let fromDeals = try test.killed()
            try fromDeals.deleteStates()
            let alerts = try await [desk, fromStates.desk(), fromDeals.desk()].map { desk in try desk.file.read { try $0.alerts(limit: 500).count } }
            #expect(Set(alerts).count == 1)
            for other in [fromStates, fromDeals] {
                let after = await portrait(try await other.desk(), withCurves: false)
                let difference = zip(before, after).first { $0 != $1 }
                #expect(before.count == after.count && difference?.0 == difference?.1)
                try await other.end()
            }
        }
        #expect(states > 0)
        try await test.end()
    }
}
