import Bridge
import Brokerage
import MetaTrader
import Simulator
import Testing

@Suite(.serialized) struct MT5FeedTests {
    @Test(arguments: [MT5Endpoint.Transport.https, .tcp])
    func aFullBackFillEqualsTheServersDealsToTheCent(_ transport: MT5Endpoint.Transport) async throws {
        try await TradingFloor.open(accounts: 60, days: 30) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint(transport))) {
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(expected.count > 100)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
            let content = store.now
            #expect(content.corrected.isEmpty)
            #expect(content.deleted.isEmpty)
            #expect(content.accounts.count == Set(content.accounts.keys).count)
            #expect(content.symbols.count >= 12)
            #expect(content.ticks > 0)
        }
    }

    @Test func theDealsAddUpToTheBalances() async throws {
        try await TradingFloor.open { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                #expect(
                    await holds {
                        let content = store.now
                        return content.accounts.values.allSatisfy { account in
                            let booked = content.deals.values.filter { $0.login == account.login && $0.action != .credit && $0.action != .bonus }
                            return booked.reduce(Money.zero) { $0 + $1.net } == account.balance
                        }
                    })
                let account = store.now.accounts.values.first
                #expect(account?.currency?.count == 3)
                #expect(account?.group?.isEmpty == false)
                #expect(account?.leverage ?? 0 > 0)
                #expect(account?.stopOutLevel ?? 0 > 0)
            }
        }
    }

    @Test func passesThroughCatchingUpToLive() async throws {
        try await TradingFloor.open { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
            }
            let statuses = store.now.statuses
            #expect(statuses.first?.state == .connecting)
            let catchingUp = statuses.filter { $0.state == .catchingUp }
            #expect(catchingUp.allSatisfy { $0.progress != nil && $0.remainingSeconds != nil })
            #expect(!catchingUp.isEmpty)
            #expect(store.last?.clock == floor.options.clock)
        }
    }

    @Test func everyDealIsThereOnceWhereverTheProcessIsKilled() async throws {
        try await TradingFloor.open(accounts: 20, days: 20) { floor in
            for seed in 0..<20 {
                var store = DeliveredStore()
                // Each life ends at its second to sixth delivery, before or after the commit.
                for life in 0..<4 {
                    let end = 2 + (seed * 7 + life * 3) % 5
                    let endsBefore = (seed + life) % 2 == 0
                    store = DeliveredStore(after: store) { $0 == end ? (endsBefore ? .endBefore : .endAfter) : .keep }
                    await floor.feed(store, floor.endpoint(seed % 2 == 0 ? .https : .tcp)).run()
                }
                let final = DeliveredStore(after: store) { _ in .keep }
                try await floor.following(floor.feed(final, floor.endpoint())) {
                    #expect(await holds { final.last?.state == .live })
                    let instant = floor.simulation.now
                    let expected = try await floor.deals(until: instant)
                    #expect(await holds { final.now.deals.filter { $0.value.time <= instant } == expected }, "seed \(seed)")
                }
                #expect(final.now.corrected.isEmpty)
                #expect(final.now.deleted.isEmpty)
            }
        }
    }

    @Test func noticesEditedDeletedAndLateDeals() async throws {
        try await TradingFloor.open { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                let recent = store.now.deals.values.filter { floor.clock.now.seconds(since: $0.time) < 36_000 }.sorted { $0.ticket < $1.ticket }
                let (edited, deleted) = try (#require(recent.first), #require(recent.last))
                #expect(floor.simulation.correct(deal: edited.ticket, profit: Money(1234), comment: "corrected"))
                #expect(floor.simulation.delete(deal: deleted.ticket))
                let late = try #require(
                    floor.simulation.insertLateDeal(login: edited.login, amount: Money(-77), time: floor.clock.now - .seconds(30_000), comment: "late"))
                // A day later the last two days are read again.
                floor.clock.advance(.seconds(86_400))
                #expect(await holds { store.now.corrected[edited.ticket] == edited && store.now.deals[edited.ticket]?.profit == Money(1234) })
                #expect(await holds { store.now.deleted == [deleted.ticket] })
                #expect(await holds { store.now.deals[late]?.profit == Money(-77) })
            }
        }
    }

    @Test func surviveDuplicatedReversedAndPendingAnswers() async throws {
        try await TradingFloor.open { floor in
            floor.simulation.faults.duplicatesDeals = true
            floor.simulation.faults.reversesDeals = true
            floor.simulation.faults.historyNotReady = 3
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
        }
    }

    @Test func cutsTheWindowsWhenAnswersArePartial() async throws {
        try await TradingFloor.open(set: { $0.answerLimit = 60_000 }) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                #expect(
                    await holds {
                        let content = store.now
                        return content.accounts.values.allSatisfy { account in
                            let booked = content.deals.values.filter { $0.login == account.login && $0.action != .credit && $0.action != .bonus }
                            return booked.reduce(Money.zero) { $0 + $1.net } == account.balance
                        }
                    })
            }
        }
    }

    @Test func aPingStormOfSingleBytesChangesNothing() async throws {
        try await TradingFloor.open(accounts: 8, days: 3) { floor in
            floor.simulation.faults.pingStorm = 5
            floor.simulation.faults.sendsSingleBytes = true
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint(.tcp))) {
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
        }
    }

    @Test func keepsToTheRateThatTheServerBears() async throws {
        try await TradingFloor.open(accounts: 8, days: 5, set: { $0.rateLimit = 3 }) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                #expect(!store.now.deals.isEmpty)
            }
        }
    }

    @Test func convertsHistoryByTheRuleThatExplainsTheClock() async throws {
        // After the end of summer time in Europe and before that in the United States: 30 days hold the hour that runs twice.
        let instant = Timestamp(rfc3339: "2026-10-28T12:00:00Z") ?? .distantPast
        let clock = ServerClock(standardOffset: 7200, rule: .europe)
        try await TradingFloor.open(days: 30, at: instant, set: { $0.clock = clock }) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                #expect(store.last?.clock == clock)
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
        }
    }

    @Test func saysThatTheServersClockJumped() async throws {
        try await TradingFloor.open(accounts: 8, days: 2) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                floor.simulation.faults.clockJump = 1800
                floor.clock.advance(.seconds(61))
                for _ in 0..<3 { floor.clock.advance(.seconds(6)) }
                #expect(
                    await holds {
                        floor.clock.advance(.seconds(1))
                        return store.last?.state == .degraded && store.last?.reason.contains("1800") == true
                    })
            }
        }
    }

    @Test func waitsForRoomWhenTheDiskIsFull() async throws {
        try await TradingFloor.open(accounts: 8, days: 3) { floor in
            let store = DeliveredStore { (4...6).contains($0) ? .refuse : .keep }
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                let instant = floor.simulation.now
                let expected = try await floor.deals(until: instant)
                #expect(await holds { store.now.deals.filter { $0.value.time <= instant } == expected })
            }
        }
    }
}
