import Brokerage
import MetaTrader
import NIOCore
import NIOPosix

@testable import Simulator

/// A simulated server on a real port, small enough to be made for one test.
struct RunningSimulation {
    let simulation: Simulation
    let port: Int
    static let password = "Password1"
    static let group = MultiThreadedEventLoopGroup.singleton

    init(accounts: Int = 30, days: Int = 4, _ change: (inout SimulationOptions) -> Void = { _ in }) async throws {
        var options = SimulationOptions(now: { SharedWorld.start })
        options.accounts = accounts
        options.historyDays = days
        options.seed = 11
        options.password = Self.password
        change(&options)
        simulation = try Simulation(options)
        port = try await simulation.serve(host: "127.0.0.1", port: 0, group: MultiThreadedEventLoopGroup.singleton)
    }

    enum Form: String, CaseIterable, Sendable {
        case https, tcp, tcpEncrypted
    }

    func endpoint(_ form: Form, password: String = RunningSimulation.password) -> MT5Endpoint {
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: port, login: 1000, password: password)
        endpoint.transport = form == .https ? .https : .tcp
        endpoint.encryption = form == .tcpEncrypted ? .aes256ofb : .none
        endpoint.trust = .pinned(sha256: MT5Hex.encode(simulation.certificateFingerprint))
        return endpoint
    }

    func connect(_ form: Form, password: String = RunningSimulation.password) async throws -> MT5Client {
        try await MT5Client.connect(endpoint(form, password: password), group: MultiThreadedEventLoopGroup.singleton)
    }

    /// The whole history in seconds of the server's clock.
    var history: MT5Span {
        let now = SharedWorld.clock.wall(at: SharedWorld.start).seconds
        return MT5Span(from: now - 40 * 86_400, to: now + 86_400)
    }
}
