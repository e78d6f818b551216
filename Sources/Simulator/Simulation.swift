import Brokerage
import MetaTrader
import NIOCore

/// A simulated MetaTrader 5 server with the market and the clients behind it.
///
/// Create it, which builds the history; ``serve(host:port:group:)`` opens the port; ``run()`` lets time pass until its task is
/// cancelled.
public final class Simulation: Sendable {
    let core: SimulationCore
    private let server: MT5SimulatedServer
    public let options: SimulationOptions

    /// Builds market, population and history. It takes about two seconds for a thousand accounts and thirty days.
    /// - Throws: ``SimulationError`` when libcrypto refuses what the protocol needs.
    public init(_ options: SimulationOptions) throws(SimulationError) {
        self.options = options
        do throws(MT5Error) {
            core = try SimulationCore(options)
        } catch {
            throw SimulationError(code: "cryptography", "The simulated server cannot compute the log-in answers of the protocol.", cause: error)
        }
        server = try MT5SimulatedServer(core: core)
    }

    /// Lets simulated time keep pace with real time. - Throws: `CancellationError` when the task is cancelled, which is the way to end it.
    public func run() async throws {
        while true {
            core.catchUp()
            try await Task.sleep(for: .milliseconds(40))
        }
    }

    /// Lets time pass up to a simulated instant at once, for tests and benches that do not ``run()``.
    public func advance(to instant: Timestamp) { core.advance(to: instant) }

    /// The simulated instant.
    public var now: Timestamp { core.withWorld { Timestamp(milliseconds: $0.now) } }

    /// Listens for clients of both transports. - Returns: the port, which is of interest when 0 was asked for.
    /// - Throws: ``SimulationError`` when the address cannot be bound.
    public func serve(host: String, port: Int, group: any EventLoopGroup) async throws -> Int {
        try await server.listen(host: host, port: port, group: group)
    }

    /// Stops listening and closes all sessions.
    public func close() async { await server.close() }

    /// SHA-256 of the certificate that the port shows, for clients that pin it.
    public var certificateFingerprint: [UInt8] { server.fingerprint }

    /// JSON: which account was given which behaviour, with its ties and numbers.
    public func truth() -> [UInt8] { core.withWorld { TruthEntry.json($0.truth, seed: options.seed) } }

    /// What goes wrong from now on.
    public var faults: SimulatedFaults {
        get { core.faults }
        set { core.faults = newValue }
    }

    /// Looks at the state behind the wire.
    func inspect<Result: Sendable>(_ body: (World) -> Result) -> Result { core.withWorld { body($0) } }

    // MARK: A dealer's hand

    /// Changes the profit of a deal, as dealers do. - Returns: false when there is no such deal.
    @discardableResult
    public func correct(deal ticket: Int64, profit: Money, comment: String) -> Bool {
        core.withWorld { $0.server.correct(ticket, profit: profit, comment: comment) }
    }

    /// Takes a deal out of history. - Returns: false when there is no such deal.
    @discardableResult
    public func delete(deal ticket: Int64) -> Bool { core.withWorld { $0.server.delete(ticket) } }

    /// Puts a correction into history at a time that has passed. - Returns: its ticket, or nil for an unknown login.
    public func insertLateDeal(login: Int64, amount: Money, time: Timestamp, comment: String) -> Int64? {
        core.withWorld { world in
            guard let account = world.server.indexOfLogin[login] else { return nil }
            return world.server.insertLate(account: account, amount: amount, time: time.milliseconds, comment: comment)
        }
    }
}
