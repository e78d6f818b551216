import Brokerage
import JSON
import Synchronization
import Testing

@testable import Simulator

@Suite struct SimulationTests {
    /// A clock that stands where the test puts it.
    private final class HandClock: Sendable {
        private let time = Mutex(SharedWorld.start)
        var now: Timestamp { time.withLock { $0 } }
        func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
    }

    private func simulation(_ clock: HandClock, speed: Double) throws -> Simulation {
        var options = SimulationOptions(now: { clock.now })
        options.accounts = 40
        options.historyDays = 1
        options.speed = speed
        return try Simulation(options)
    }

    /// Waits until the condition holds, for ten seconds at most.
    private func until(_ condition: () -> Bool) async {
        let deadline = ContinuousClock.now + .seconds(10)
        while !condition(), ContinuousClock.now < deadline { await Task.yield() }
    }

    @Test(arguments: [1.0, 60.0])
    func timeKeepsPaceWithTheClockTimesTheSpeed(speed: Double) async throws {
        let clock = HandClock()
        let simulation = try simulation(clock, speed: speed)
        let running = Task { try await simulation.run() }
        clock.advance(.seconds(30))
        let goal = SharedWorld.start + .milliseconds(Int64(30_000 * speed))
        await until { simulation.now == goal }
        #expect(simulation.now == goal)
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func theTruthIsJSONThatNamesEveryAccount() throws {
        let simulation = try simulation(HandClock(), speed: 1)
        let truth = try JSONValue(parsing: simulation.truth())
        #expect(truth["accounts"]?.elements?.count == 42)
        let known = Set(Behaviour.allCases.map(\.rawValue))
        #expect(truth["accounts"]?.elements?.allSatisfy { known.contains($0["behaviour"]?.string ?? "") } == true)
    }

    @Test func aPortInUseIsAnErrorThatSaysSo() async throws {
        let running = try await RunningSimulation(accounts: 5, days: 1)
        let second = try simulation(HandClock(), speed: 1)
        do {
            _ = try await second.serve(host: "127.0.0.1", port: running.port, group: RunningSimulation.group)
            Issue.record("two servers on one port")
        } catch let error as SimulationError {
            #expect(error.code == "listen")
        }
        await running.simulation.close()
    }
}
