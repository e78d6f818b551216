import ArgumentParser
import Foundation
import NIOPosix
import ServiceLifecycle
import Simulator

/// What `demo` and `simulate` let a person choose of the simulated trading server.
struct PopulationOptions: ParsableArguments {
    @Option(help: "Client accounts.") var accounts = 200
    @Option(help: "Decides market and clients; the same seed gives the same history.") var seed: UInt64 = 1
    @Option(help: "Simulated seconds in a real second.") var speed = 1.0
    @Option(help: "Days of history.") var days = 30

    func validate() throws {
        guard (1...100_000).contains(accounts) else { throw ValidationError("--accounts must be 1 to 100000") }
        guard speed.isFinite, speed > 0, speed <= 1000 else { throw ValidationError("--speed must be above 0 and at most 1000") }
        guard (0...365).contains(days) else { throw ValidationError("--days must be 0 to 365") }
    }

    var simulation: SimulationOptions {
        var options = SimulationOptions()
        (options.accounts, options.seed, options.speed, options.historyDays) = (accounts, seed, speed, days)
        options.password = VerbOutput.password()
        return options
    }
}

/// The simulated trading server as a service: it serves from the moment it is opened and lets time pass while it runs.
struct SimulationService: Service {
    let simulation: Simulation
    let port: Int

    static func open(_ options: SimulationOptions, host: String, port: Int) async throws -> SimulationService {
        let simulation = try Simulation(options)
        return SimulationService(
            simulation: simulation, port: try await simulation.serve(host: host, port: port, group: MultiThreadedEventLoopGroup.singleton))
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Cancelling is the way to end it; there is no other error.
            try? await simulation.run()
        }
        await simulation.close()
    }

    /// SHA-256 of the certificate, in hexadecimal.
    var certificateSHA256: String {
        let digits = Array("0123456789abcdef")
        return String(simulation.certificateFingerprint.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

extension VerbOutput {
    /// A password of 120 random bits.
    static func password() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_")
        var generator = SystemRandomNumberGenerator()
        return String((0..<21).map { _ in letters.randomElement(using: &generator) ?? "x" })
    }
}
