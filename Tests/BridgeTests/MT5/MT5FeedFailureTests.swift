import Bridge
import Brokerage
import MetaTrader
import NIOCore
import NIOPosix
import Simulator
import Testing

@Suite(.serialized) struct MT5FeedFailureTests {
    @Test(arguments: [MT5Endpoint.Transport.https, .tcp])
    func aRefusedPasswordStopsTheFeed(_ transport: MT5Endpoint.Transport) async throws {
        try await TradingFloor.open(accounts: 2, days: 1) { floor in
            var endpoint = floor.endpoint(transport)
            endpoint.password = "wrong"
            let store = DeliveredStore()
            await floor.feed(store, endpoint).run()
            #expect(store.last?.state == .down)
            #expect(store.last?.isStopped == true)
            #expect(store.last?.reason.contains("password") == true)
            #expect(store.now.deliveries == 0)
        }
    }

    @Test func aDeadPortIsSaidAndTriedAgain() async throws {
        let free = try await ServerBootstrap(group: TradingFloor.group).bind(host: "127.0.0.1", port: 0).get()
        let port = free.localAddress?.port ?? 1
        try await free.close().get()
        try await TradingFloor.open(accounts: 2, days: 1) { floor in
            var endpoint = floor.endpoint()
            endpoint.port = port
            let store = DeliveredStore()
            let started = ContinuousClock.now
            try await floor.following(floor.feed(store, endpoint)) {
                #expect(await holds { store.last?.state == .down })
                #expect(ContinuousClock.now - started < .seconds(10))
                #expect(store.now.statuses.last { $0.state == .down }?.reason.contains("\(port)") == true)
                #expect(store.last?.isStopped == false)
                #expect(await holds { store.now.statuses.filter { $0.state == .down }.count >= 3 })
            }
        }
    }

    @Test func anotherKindOfServerIsSaidWithinTenSeconds() async throws {
        let mute = try await ServerBootstrap(group: TradingFloor.group)
            .childChannelInitializer { $0.eventLoop.makeSucceededVoidFuture() }
            .bind(host: "127.0.0.1", port: 0).get()
        try await TradingFloor.open(accounts: 2, days: 1) { floor in
            for transport in MT5Endpoint.Transport.allCases {
                var endpoint = floor.endpoint(transport)
                endpoint.port = mute.localAddress?.port ?? 1
                let store = DeliveredStore()
                let started = ContinuousClock.now
                try await floor.following(floor.feed(store, endpoint)) {
                    #expect(await holds { store.last?.state == .down })
                    #expect(ContinuousClock.now - started < .seconds(10))
                    #expect(store.last?.isStopped == false)
                }
            }
        }
        try await mute.close().get()
    }

    @Test func goesOnByItselfAfterMaintenance() async throws {
        try await TradingFloor.open(accounts: 8, days: 3) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                floor.simulation.faults.isUnderMaintenance = true
                #expect(await holds { store.last?.state == .down })
                #expect(store.last?.isStopped == false)
                floor.simulation.faults.isUnderMaintenance = false
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
        }
    }

    @Test(arguments: [MT5Endpoint.Transport.https, .tcp])
    func answersCutInTheMiddleLoseNothing(_ transport: MT5Endpoint.Transport) async throws {
        try await TradingFloor.open(accounts: 8, days: 5) { floor in
            let store = DeliveredStore()
            floor.simulation.faults.dropsMidPacket = 5
            floor.simulation.faults.forbids = 1
            try await floor.following(floor.feed(store, floor.endpoint(transport))) {
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
            #expect(store.now.deleted.isEmpty)
        }
    }

    @Test func aFalseServerIsNotBelieved() async throws {
        try await TradingFloor.open(accounts: 2, days: 1) { floor in
            floor.simulation.faults.falsifiesAuthentication = true
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .down })
                #expect(store.now.statuses.contains { $0.reason.contains("prove") })
            }
            #expect(store.now.deliveries == 0)
        }
    }

    @Test func readsAccountByAccountWhereListsByGroupAreRefused() async throws {
        try await TradingFloor.open(accounts: 8, days: 5) { floor in
            let relay = RefusingRelay(port: floor.port) { $0.hasSuffix("_BATCH") }
            let port = try await relay.listen(TradingFloor.group)
            var endpoint = floor.endpoint(.tcp)
            (endpoint.port, endpoint.encryption) = (port, .none)
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, endpoint)) { [endpoint] in
                #expect(await holds { store.last?.state == .live }, "\(endpoint)")
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
                #expect(await holds { store.now.accounts.values.contains { $0.equity != nil } })
            }
            await relay.close()
        }
    }

    @Test func goesOnInTheMiddleOfThePagesOfAnAccount() async throws {
        try await TradingFloor.open(accounts: 8, days: 20) { floor in
            let relay = RefusingRelay(port: floor.port) { $0.hasSuffix("_BATCH") }
            let port = try await relay.listen(TradingFloor.group)
            var endpoint = floor.endpoint(.tcp)
            (endpoint.port, endpoint.encryption) = (port, .none)
            var store = DeliveredStore()
            for life in 0..<6 {
                store = DeliveredStore(after: store) { $0 == 8 + life ? (life % 2 == 0 ? .endBefore : .endAfter) : .keep }
                await floor.feed(store, endpoint).run()
            }
            let final = DeliveredStore(after: store) { _ in .keep }
            try await floor.following(floor.feed(final, endpoint)) {
                #expect(await holds { final.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { final.now.deals.filter { $0.value.time <= instant } == expected })
            }
            #expect(final.now.deleted.isEmpty)
            await relay.close()
        }
    }

    @Test(arguments: [MT5Endpoint.Transport.https, .tcp])
    func aTestOfAConnectionNamesEachStep(_ transport: MT5Endpoint.Transport) async throws {
        try await TradingFloor.open(accounts: 8, days: 2) { floor in
            let now: @Sendable () -> Timestamp = { floor.clock.now }
            let good = await testMT5(floor.endpoint(transport), now: now, group: TradingFloor.group)
            #expect(good.isOK, "\(good.findings)")
            var wrong = floor.endpoint(transport)
            wrong.password = "wrong"
            let refused = await testMT5(wrong, now: now, group: TradingFloor.group)
            #expect(refused.findings.last?.step == .signIn)
            #expect(refused.findings.last?.isOK == false)
            #expect(!refused.isOK)
            let hidden = await testMT5(floor.endpoint(transport), groups: "nothing\\*", now: now, group: TradingFloor.group)
            #expect(hidden.findings.contains { $0.step == .groups && !$0.isOK })
        }
    }

    @Test func aTestShowsACertificateThatIsNotTrusted() async throws {
        try await TradingFloor.open(accounts: 2, days: 1) { floor in
            var endpoint = floor.endpoint()
            endpoint.trust = .system
            let report = await testMT5(endpoint, now: { floor.clock.now }, group: TradingFloor.group)
            #expect(report.findings.last?.step == .encryption)
            #expect(report.certificate == MT5Hex.encode(floor.simulation.certificateFingerprint))
        }
    }
}
