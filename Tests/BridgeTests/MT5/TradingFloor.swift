import Bridge
import Brokerage
import MetaTrader
import NIOCore
import NIOPosix
import Simulator
import Synchronization

/// A simulated trading server on a real port, a clock that it shares with the feeds, and the means to run one.
struct TradingFloor: Sendable {
    /// The machine's clock, moved by as much as a test wants.
    final class MovableClock: Sendable {
        private let moved: Mutex<Duration>
        init(_ moved: Duration = .zero) { self.moved = Mutex(moved) }
        var now: Timestamp { moved.withLock { SimulationOptions.systemTime() + $0 } }
        func advance(_ duration: Duration) { moved.withLock { $0 += duration } }
    }

    let simulation: Simulation
    let clock: MovableClock
    let port: Int
    let options: SimulationOptions
    static let group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    /// Opens a server, lets its time pass while `body` runs, and closes it.
    static func open(
        accounts: Int = 30, days: Int = 10, at instant: Timestamp? = nil, set: (inout SimulationOptions) -> Void = { _ in },
        _ body: @escaping @Sendable (TradingFloor) async throws -> Void
    ) async throws {
        let clock = MovableClock(instant.map { $0 - SimulationOptions.systemTime() } ?? .zero)
        var options = SimulationOptions(now: { clock.now })
        (options.accounts, options.historyDays, options.tradesThroughWeekend) = (accounts, days, true)
        set(&options)
        let simulation = try Simulation(options)
        let port = try await simulation.serve(host: "127.0.0.1", port: 0, group: group)
        let floor = TradingFloor(simulation: simulation, clock: clock, port: port, options: options)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await simulation.run() }
            tasks.addTask { try await body(floor) }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
        await simulation.close()
    }

    func endpoint(_ transport: MT5Endpoint.Transport = .https) -> MT5Endpoint {
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: port, login: options.managerLogin, password: options.password)
        endpoint.transport = transport
        endpoint.trust = .pinned(sha256: MT5Hex.encode(simulation.certificateFingerprint))
        return endpoint
    }

    func feed(_ store: DeliveredStore, _ endpoint: MT5Endpoint, set: (inout MT5FeedOptions) -> Void = { _ in }) -> MT5Feed {
        var options = MT5FeedOptions(endpoint: endpoint)
        options.requestsPerSecond = 100
        set(&options)
        return MT5Feed(options: options, cursors: store.now.cursors, environment: environment(store), group: Self.group)
    }

    /// Pauses are a twentieth of what a feed asks for, so that tests see many rounds.
    private func environment(_ store: DeliveredStore) -> FeedEnvironment {
        let chance = Mutex<UInt64>(options.seed)
        return FeedEnvironment(
            now: { [clock] in clock.now },
            sleep: { try await ContinuousClock().sleep(for: $0 / 20) },
            random: {
                chance.withLock { state in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Double(state >> 11) / 9_007_199_254_740_992
                }
            },
            deliver: { try store.deliver($0) },
            report: { store.report($0) })
    }

    /// Runs a feed while `body` does, and ends it.
    func following(_ feed: MT5Feed, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await feed.run() }
            defer { tasks.cancelAll() }
            try await body()
        }
    }

    /// Every quote of a symbol in a span as a client of its own reads them, both ends included.
    func ticks(_ symbol: String, from: Timestamp, to: Timestamp) async throws -> [Tick] {
        let client = try await MT5Client.connect(endpoint(), group: Self.group)
        let (first, last) = (options.clock.wall(at: from).seconds, options.clock.wall(at: to).seconds + 1)
        let list = try await client.tickHistory(symbol, MT5Span(from: first, to: last), clock: options.clock)
        await client.close()
        return list.records.filter { $0.time >= from && $0.time <= to }
    }

    /// All deals up to an instant as a client of its own reads them.
    func deals(until instant: Timestamp) async throws -> [Int64: Deal] {
        let client = try await MT5Client.connect(endpoint(), group: Self.group)
        let list = try await client.deals(.groups("*"), MT5Span(from: 0, to: 1 << 36), clock: options.clock)
        await client.close()
        return Dictionary(list.records.filter { $0.time <= instant }.map { ($0.ticket, $0) }, uniquingKeysWith: { $1 })
    }
}

/// Waits until a condition holds.
/// - Returns: False when it did not within the time.
func holds(within limit: Duration = .seconds(40), _ condition: @Sendable () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return true }
        // The one place where a test looks again later; nothing depends on how long this is.
        do { try await ContinuousClock().sleep(for: .milliseconds(20)) } catch { return false }
    }
    return try await condition()
}
