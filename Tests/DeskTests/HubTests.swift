import Brokerage
import Desk
import JSON
import Synchronization
import Tenancy
import Testing

struct HubTests {
    @Test func numbersEachTopicByItself() {
        let hub = Hub(epoch: 1)
        let heard = Mutex<[String]>([])
        let listener = hub.add { event in heard.withLock { $0.append("\(event.topic) \(event.seq)") } }
        hub.publish(.alerts, [1])
        hub.publish(.exposure, [2])
        hub.publish(.alerts, [3])
        hub.remove(listener: listener)
        hub.publish(.alerts, [4])
        #expect(heard.withLock { $0 } == ["alerts 1", "exposure 1", "alerts 2"])
        #expect(hub.sequence(of: .alerts) == 3 && !hub.hasListeners)
    }

    @Test func givesBackWhatWasMissedOrAsksForASnapshot() {
        let hub = Hub(epoch: 7)
        for number in 1...(Hub.ringSize + 10) { hub.publish(.accounts, [UInt8(truncatingIfNeeded: number)]) }
        let newest = UInt64(Hub.ringSize + 10)
        guard case .events(let missed) = hub.catchUp(.accounts, epoch: 7, seq: newest - 3) else {
            Issue.record("three events are still there")
            return
        }
        #expect(missed.map(\.seq) == [newest - 2, newest - 1, newest])
        for (epoch, seq) in [(6, newest), (7, 3), (7, newest + 1)] as [(UInt64, UInt64)] {
            guard case .snapshotNeeded = hub.catchUp(.accounts, epoch: epoch, seq: seq) else {
                Issue.record("epoch \(epoch) and number \(seq) need a snapshot")
                continue
            }
        }
    }

    @Test func tellsAlertsToTheStreamAsTheyAreStored() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        let (events, heard) = AsyncStream.makeStream(of: Hub.Event.self)
        let listener = desk.hub.add { heard.yield($0) }
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = [Make.trade(1, 100, .buy, .in, "20", "1.1", position: 1, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        var topics: Set<Topic> = []
        for await event in events {
            topics.insert(event.topic)
            if topics.isSuperset(of: [.alerts, .accounts, .exposure]) { break }
        }
        desk.hub.remove(listener: listener)
        #expect(try await desk.file.read { try $0.alerts(limit: 10).contains { $0.rule == "OR1" } })
        try await test.end()
    }

    @Test func keepsNoMoreBytesThanItSays() {
        let hub = Hub(epoch: 1)
        let large = [UInt8](repeating: 0x20, count: Hub.ringBytes / 4)
        for _ in 0..<20 { hub.publish(.accounts, large) }
        guard case .events(let missed) = hub.catchUp(.accounts, epoch: 1, seq: 16) else {
            Issue.record("four events have room")
            return
        }
        #expect(missed.map(\.seq) == [17, 18, 19, 20])
        guard case .snapshotNeeded = hub.catchUp(.accounts, epoch: 1, seq: 15) else {
            Issue.record("a fifth has none")
            return
        }
    }

    @Test func tellsThatNothingIsOpenInASymbolAnyMore() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        let (events, heard) = AsyncStream.makeStream(of: Hub.Event.self)
        let listener = desk.hub.add { if $0.topic == .exposure { heard.yield($0) } }
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = [Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        var told = events.makeAsyncIterator()
        let opened = try #require(await told.next())
        #expect(String(decoding: opened.data, as: UTF8.self).contains(#""key":"EURUSD","long_lots":"1.00""#))
        batch.deals = [Make.trade(2, 100, .sell, .out, "1", "1.1", position: 1, at: test.now + .seconds(1))]
        _ = try await desk.ingest(batch, from: connection)
        let closed = try #require(await told.next())
        #expect(String(decoding: closed.data, as: UTF8.self).contains(#""key":"EURUSD","long_lots":"0.00""#))
        desk.hub.remove(listener: listener)
        try await test.end()
    }

    @Test func whoeverBeginsToListenIsToldWhatNobodyHeard() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = [Make.account(100)]
        batch.deals = [Make.trade(1, 100, .buy, .in, "1", "1.1", position: 1, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        let (events, heard) = AsyncStream.makeStream(of: Hub.Event.self)
        let listener = desk.hub.add { heard.yield($0) }
        var topics: Set<Topic> = []
        for await event in events {
            topics.insert(event.topic)
            if topics.isSuperset(of: [.accounts, .exposure, .connections]) { break }
        }
        desk.hub.remove(listener: listener)
        try await test.end()
    }

    @Test func everyAccountIsToldHoweverManyChangeAllTheTime() async throws {
        let test = try TestDesk()
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = (1...1300).map { Make.account($0) }
        _ = try await desk.ingest(batch, from: connection)
        let (events, heard) = AsyncStream.makeStream(of: Hub.Event.self)
        let listener = desk.hub.add { if $0.topic == .accounts { heard.yield($0) } }
        var told: Set<Int64> = []
        var balance = 10_000
        for await event in events {
            for item in try JSONValue(parsing: event.data)["items"]?.elements ?? [] { told.insert(try #require(item["id"]?.integer)) }
            if told.count == 1300 { break }
            balance += 1
            batch.accounts = (1...1300).map { Make.account($0, balance: balance) }
            _ = try await desk.ingest(batch, from: connection)
        }
        desk.hub.remove(listener: listener)
        try await test.end()
    }
}
