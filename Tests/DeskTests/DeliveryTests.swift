import Bridge
import Brokerage
import Desk
import Risk
import Tenancy
import Testing

struct DeliveryTests {
    @Test func storesADealOnceHoweverOftenItComes() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = [Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now)]
        #expect(try await desk.ingest(batch, from: connection) == Receipt(accepted: 1))
        #expect(try await desk.ingest(batch, from: connection) == Receipt(accepted: 0, duplicates: 1))
        batch.deals += batch.deals
        #expect(try await desk.ingest(batch, from: connection) == Receipt(accepted: 0, duplicates: 2))
        #expect(try await desk.file.read { try $0.dealCount() } == 1)
        try await test.end()
    }

    @Test func keepsBothVersionsOfAnEditedDealAndCountsTheNewOne() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = [
            Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now),
            Make.trade(2, 100, .sell, .out, "1", "1.2", position: 1, at: test.now + .seconds(5), profit: 100),
        ]
        _ = try await desk.ingest(batch, from: connection)
        batch.deals[1].profit = Money(70)
        #expect(try await desk.ingest(batch, from: connection) == Receipt(accepted: 1, duplicates: 1))
        let account = try #require(await desk.view().accounts.first)
        #expect(account.figures.profit == Money(70))
        #expect(try await desk.file.read { try $0.versions(of: DealID(2)).map(\.change) } == [.edited])
        try await test.end()
    }

    @Test func marksDealsThatTheServerNoLongerHas() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = (1...4).map { Make.trade($0, 100, .buy, .in, "1", "1.1", position: $0, at: test.now + .seconds($0)) }
        _ = try await desk.ingest(batch, from: connection)
        var delivery = Delivery(Batch())
        delivery.windows = [DealWindow(from: test.now + .seconds(2), to: test.now + .seconds(3), tickets: [3])]
        #expect(try await desk.deliver(delivery, from: connection).accepted == 1)
        #expect(await desk.positions(of: AccountID(1)).map(\.ticket) == [1, 3, 4])
        // A deal that comes back stands again.
        var again = Batch()
        again.deals = [batch.deals[1]]
        _ = try await desk.ingest(again, from: connection)
        #expect(await desk.positions(of: AccountID(1)).map(\.ticket).sorted() == [1, 2, 3, 4])
        try await test.end()
    }

    @Test func refusesDeliveriesOfConnectionsThatThereAreNot() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        await #expect(throws: DeskError.self) { try await desk.ingest(Batch(), from: ConnectionID(99)) }
        try await test.end()
    }

    @Test func savesCursorsWithTheEvents() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var delivery = Delivery(Batch())
        delivery.cursors = ["deals": "17"]
        _ = try await desk.deliver(delivery, from: connection)
        #expect(try await desk.file.read { try $0.cursors(of: connection) } == ["deals": "17"])
        try await test.end()
    }

    @Test func closesPositionsThatTheServerNoLongerHas() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = [
            Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now), Make.trade(2, 100, .buy, .in, "2", "1.1", position: 2, at: test.now + .seconds(1)),
        ]
        _ = try await desk.ingest(batch, from: connection)
        var delivery = Delivery(Batch())
        delivery.openPositions = OpenPositions(tickets: [2])
        _ = try await desk.deliver(delivery, from: connection)
        #expect(await desk.positions(of: AccountID(1)).map(\.ticket) == [2])
        // The restart must not open it again, and its closing deal must leave nothing behind.
        let reopened = try await test.reopened()
        #expect(await reopened.positions(of: AccountID(1)).map(\.ticket) == [2])
        var closing = Batch()
        closing.deals = [Make.trade(3, 100, .sell, .out, "1", "1.2", position: 1, at: test.now + .seconds(2), profit: 10)]
        _ = try await reopened.ingest(closing, from: connection)
        #expect(try await reopened.file.read { try $0.positions().count } == 0)
        #expect(await reopened.positions(of: AccountID(1)).map(\.ticket) == [2])
        try await test.end()
    }

    @Test func aLateDealOverrulesWhatTheServerSaidOfItsPositionBefore() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = [
            Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now),
            Make.trade(2, 100, .buy, .in, "1", "1.1", position: 2, at: test.now + .seconds(9)),
        ]
        batch.positions = [1, 2].map {
            Position(
                ticket: $0, login: 100, symbol: "EURUSD", side: .buy, volume: Lots(1), priceOpen: Price("1.1") ?? .zero, openedAt: test.now)
        }
        _ = try await desk.ingest(batch, from: connection)
        var late = Batch()
        late.deals = [Make.trade(3, 100, .sell, .out, "0.4", "1.1", position: 1, at: test.now + .seconds(5))]
        _ = try await desk.ingest(late, from: connection)
        #expect(await desk.positions(of: AccountID(1)).map(\.volume) == [Lots("0.6"), Lots(1)])
        #expect(try await test.reopened().positions(of: AccountID(1)).map(\.volume) == [Lots("0.6"), Lots(1)])
        try await test.end()
    }

    @Test func remembersNothingOfAClosedPositionThatNoDealTellsOf() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.positions = [
            Position(ticket: 1, login: 100, symbol: "EURUSD", side: .buy, volume: Lots(1), priceOpen: Price("1.1") ?? .zero, openedAt: test.now)
        ]
        _ = try await desk.ingest(batch, from: connection)
        #expect(try await desk.file.read { try $0.positions().count } == 1)
        batch.positions[0].volume = .zero
        for _ in 0..<2 { _ = try await desk.ingest(batch, from: connection) }
        #expect(try await desk.file.read { try $0.positions().count } == 0)
        #expect(await desk.positions(of: AccountID(1)).isEmpty)
        try await test.end()
    }

    @Test func closesOnlyPositionsOfTheAccountsThatWereRead() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.deals = (1...3).map { Make.trade($0, 100 + $0, .buy, .in, "1", "1.1", position: $0, at: test.now) }
        _ = try await desk.ingest(batch, from: connection)
        var delivery = Delivery(Batch())
        delivery.openPositions = OpenPositions(logins: [102, 999], tickets: [])
        _ = try await desk.deliver(delivery, from: connection)
        let open = await desk.view().accounts.map(\.figures.openPositions)
        #expect(open == [1, 0, 1])
        try await test.end()
    }

    @Test func aLargeOrderThatComesLateIsNoticedAllTheSame() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = [Make.trade(2, 100, .buy, .in, "0.1", "1.1", position: 2, at: test.now + .seconds(9))]
        _ = try await desk.ingest(batch, from: connection)
        var late = Batch()
        late.deals = [Make.trade(1, 100, .buy, .in, "40", "1.1", position: 1, at: test.now)]
        _ = try await desk.ingest(late, from: connection)
        #expect(try await desk.file.read { try $0.alerts(limit: 10).map(\.rule) } == ["OR1"])
        _ = try await desk.ingest(late, from: connection)
        #expect(try await desk.file.read { try $0.alerts(limit: 10).map(\.count) } == [1])
        try await test.end()
    }
}
