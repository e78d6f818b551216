import Brokerage
import MetaTrader
import Testing

@testable import Simulator

/// The product's own client against the simulated server, over every form of the wire.
@Suite struct TransportTests {
    @Test(arguments: RunningSimulation.Form.allCases)
    func everyFormGivesTheSameBooks(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(form)
        let clock = SharedWorld.clock
        let logins = try await client.logins("*")
        #expect(logins.count == 30)
        let deals = try await client.deals(.groups("*"), running.history, clock: clock)
        #expect(deals.faults.isEmpty)
        #expect(deals.records.count == running.simulation.visibleDealCount)
        let accounts = try await client.accounts(.groups("*"), clock: clock)
        let users = try await client.users(.groups("*"), clock: clock)
        #expect(accounts.records.count == 30 && accounts.faults.isEmpty)
        #expect(users.records.count == 30 && users.faults.isEmpty)
        let positions = try await client.positions(.groups("*"), clock: clock)
        #expect(positions.faults.isEmpty)
        #expect(positions.records.count == running.simulation.positionCount)
        let groups = try await client.groups("*")
        #expect(groups.records.count == 9 && groups.faults.isEmpty)
        let symbols = try await client.symbols("*")
        #expect(symbols.records.count == 12 && symbols.faults.isEmpty)
        let common = try await client.common()
        #expect(common.totalUsers == 32)
        await client.close()
        await running.simulation.close()
    }

    @Test(arguments: RunningSimulation.Form.allCases)
    func aWrongPasswordIsRefused(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        await #expect(throws: MT5Error.self) { _ = try await running.connect(form, password: "Password2") }
        do {
            _ = try await running.connect(form, password: "Password2")
        } catch let error as MT5Error {
            #expect(error.code == .passwordRefused)
            if form != .https { #expect(error.returnCode == .invalidPassword) }
        }
        await running.simulation.close()
    }

    @Test func theServersClockAndZoneAreTheConfiguredOnes() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.https)
        let settings = try await client.timeSettings()
        #expect(settings.zoneMinutes == 120 && settings.isDaylightNow)
        let time = try await client.serverTime()
        #expect(time.wall == SharedWorld.clock.wall(at: SharedWorld.start))
        await running.simulation.close()
    }

    @Test(arguments: [RunningSimulation.Form.https, .tcpEncrypted])
    func onlyChangedTicksAreDelivered(form: RunningSimulation.Form) async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(form)
        let names = InstrumentCatalogue.all.map(\.name)
        let first = try await client.lastTicks(names, since: 0, clock: SharedWorld.clock)
        #expect(first.ticks.records.count == 12)
        let second = try await client.lastTicks(names, since: first.transaction, clock: SharedWorld.clock)
        #expect(second.ticks.records.isEmpty)
        running.simulation.advance(to: SharedWorld.start + .seconds(2))
        let third = try await client.lastTicks(names, since: second.transaction, clock: SharedWorld.clock)
        #expect(!third.ticks.records.isEmpty)
        #expect(third.transaction > second.transaction)
        await running.simulation.close()
    }

    @Test func tickHistoryHoldsTheTicksThatWereShown() async throws {
        let running = try await RunningSimulation()
        let client = try await running.connect(.https)
        let shown = try await client.lastTicks(["EURUSD"], since: 0, clock: SharedWorld.clock).ticks.records
        let now = SharedWorld.clock.wall(at: SharedWorld.start).seconds
        let history = try await client.tickHistory("EURUSD", MT5Span(from: now - 120, to: now), clock: SharedWorld.clock)
        #expect(history.records.count > 20)
        #expect(history.records.last?.bid == shown.first?.bid)
        #expect(history.records.last?.ask == shown.first?.ask)
        #expect(history.records.map(\.time) == history.records.map(\.time).sorted())
        await running.simulation.close()
    }
}
