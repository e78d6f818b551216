import Bridge
import Brokerage
import Desk
import Logging
import ServiceLifecycle
import Simulator

/// Gives the demo's desk what brokers push beside their trading server: a reference feed, the calendar, sign-ins, payments and the fills at
/// the provider.
struct DemoSurroundings: Service {
    let simulation: Simulation
    let desk: Desk
    let connection: ConnectionID
    let logger: Logger

    private static let pause = Duration.milliseconds(500)
    /// Ticks of the reference feed between two looks at everything else.
    private static let rounds = 120

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await follow()
            } catch is CancellationError {
                // The demo ends.
            } catch {
                logger.error("The demo's surroundings stopped.", metadata: ["error": "\(error)"])
            }
        }
    }

    private func follow() async throws {
        var told = simulation.now
        while true {
            _ = try await desk.ingest(simulation.records(), from: connection)
            for _ in 0..<Self.rounds {
                try await Task.sleep(for: Self.pause)
                let now = simulation.now
                var batch = Batch()
                batch.ticks = simulation.referenceTicks(in: told..<max(told, now))
                told = max(told, now)
                if !batch.isEmpty { _ = try await desk.ingest(batch, from: connection) }
            }
        }
    }
}
