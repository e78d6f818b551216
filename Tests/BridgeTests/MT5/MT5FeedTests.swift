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

    @Test func everyQuoteAroundALiveTradeIsTold() async throws {
        try await TradingFloor.open(accounts: 300, days: 2) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                let start = floor.simulation.now
                #expect(await holds { store.now.deals.values.contains { $0.time > start && !$0.symbol.isEmpty } })
                let deal = try #require(store.now.deals.values.filter { $0.time > start && !$0.symbol.isEmpty }.min { $0.time < $1.time })
                let (from, to) = (deal.time - .seconds(30), deal.time + .seconds(3))
                #expect(await holds { store.now.taped.contains { $0.symbol == deal.symbol && $0.time > to } })
                let expected = try await floor.ticks(deal.symbol, from: from, to: to)
                let told = store.now.taped.filter { $0.symbol == deal.symbol && $0.time >= from && $0.time <= to }
                #expect(!expected.isEmpty && told == expected)
            }
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
        try await TradingFloor.open(accounts: 10, days: 10) { floor in
            for seed in 0..<20 {
                var store = DeliveredStore()
                // Each life ends at its second to sixth delivery, before or after the commit.
                for life in 0..<3 {
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

    @Test func noticesEditedAndDeletedDealsWhileTheyAreFresh() async throws {
        try await TradingFloor.open(accounts: 8, days: 3) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
                let login = try #require(store.now.accounts.keys.min())
                let booked = try (0..<3).map { number in
                    try #require(floor.simulation.insertLateDeal(login: login, amount: Money(10), time: floor.simulation.now, comment: "\(number)"))
                }
                #expect(await holds { booked.allSatisfy { store.now.deals[$0] != nil } })
                #expect(floor.simulation.correct(deal: booked[0], profit: Money(1234), comment: "corrected"))
                #expect(floor.simulation.delete(deal: booked[1]))
                #expect(await holds { store.now.deals[booked[0]]?.profit == Money(1234) && store.now.corrected[booked[0]]?.profit == Money(10) })
                #expect(await holds { store.now.deleted == [booked[1]] })
            }
        }
    }

    @Test func noticesWhatADealerDidToTheLastTwoDaysWhileNobodyWasConnected() async throws {
        try await TradingFloor.open(accounts: 20, days: 3) { floor in
            let store = DeliveredStore()
            try await floor.following(floor.feed(store, floor.endpoint())) {
                #expect(await holds { store.last?.state == .live })
            }
            let recent = store.now.deals.values.filter { floor.clock.now.seconds(since: $0.time) < 150_000 }.sorted { $0.ticket < $1.ticket }
            let edited = try #require(recent.first)
            let deleted = try #require(recent.dropFirst().last)
            #expect(floor.simulation.correct(deal: edited.ticket, profit: Money(1234), comment: "corrected"))
            #expect(floor.simulation.delete(deal: deleted.ticket))
            let late = try #require(
                floor.simulation.insertLateDeal(login: edited.login, amount: Money(-77), time: floor.clock.now - .seconds(30_000), comment: "late"))
            // Without the note of the last deep reading it is due a day after the feed began, so it is made to have been yesterday.
            let yesterday = ["mt5.deals.deep_read": "\(floor.clock.now.seconds - 86_400)"]
            let later = DeliveredStore(after: store, cursors: yesterday) { _ in .keep }
            try await floor.following(floor.feed(later, floor.endpoint())) {
                let sawLate = await holds { later.now.deals[late]?.profit == Money(-77) }
                #expect(sawLate)
                let sawEdit = await holds { later.now.corrected[edited.ticket] == edited }
                #expect(sawEdit)
                let sawDeletion = await holds { later.now.deleted == [deleted.ticket] }
                #expect(sawDeletion)
            }
        }
    }

    @Test func survivesDuplicatedReversedAndPendingAnswers() async throws {
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
