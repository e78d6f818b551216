import ApplianceDriver
import Foundation
import Testing

extension TheAppliance {
    @Suite struct Shutdown {
        @Test func `A stop with an open stream and a running feed takes less than five seconds and ends with status 0`() async throws {
            let simulator = try await RunningSimulator.start(accounts: 20, days: 2)
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(simulator.connection())
            try await client.waitForLink(connection, "live")
            try await LiveStream.open(client) { stream in
                try await stream.subscribe("accounts", "exposure", "alerts", "connections")
                _ = try await stream.next()
                let clock = ContinuousClock()
                let asked = clock.now
                appliance.process.send(SIGTERM)
                #expect(try await appliance.process.end() == .exit(0), "\(appliance.process.output)")
                #expect(clock.now - asked < .seconds(5))
                let closed = await #expect(throws: LiveStream.Closed.self) { try await stream.next { _ in false } }
                #expect(closed?.code == 1001)
            }
        }

        @Test func `SIGINT stops it as well`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            appliance.process.send(SIGINT)
            #expect(try await appliance.process.end(within: .seconds(5)) == .exit(0))
        }

        @Test func `A second server on the same state folder is refused, and the first goes on`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            let second = try await Verb.run(["serve"], environment: state.environment.merging(["VELES_SERVER_LISTEN": "127.0.0.1:0"]) { $1 })
            #expect(second.status == .exit(4))
            #expect(second.errors.hasPrefix("veles: ") && second.errors.split(separator: "\n").count == 1, "\(second.errors)")
            let verb = try await Verb.run(["tenant", "list"], environment: state.environment)
            #expect(verb.status == .exit(0), "a verb asks the server that runs")
            #expect(try await appliance.visitor.get("/healthz").status == 200)
            // Killed, it leaves nothing behind that would keep the next one out.
            try await appliance.process.killAtOnce()
            let third = try await RunningAppliance.start(in: state)
            #expect(try await third.stop() == .exit(0))
        }

        @Test func `An address that is taken stops the start with one clear line`() async throws {
            let first = try await RunningAppliance.start(in: StateFolder())
            let other = try StateFolder()
            let variables = other.environment.merging(["VELES_SERVER_LISTEN": "127.0.0.1:\(first.port)"]) { $1 }
            let second = try await Verb.run(["serve"], environment: variables)
            #expect(second.status == .exit(1))
            #expect(second.errors.hasPrefix("veles: ") && second.errors.split(separator: "\n").count == 1, "\(second.errors)")
            #expect(second.errors.contains("127.0.0.1:\(first.port)"), "\(second.errors)")
        }
    }
}
