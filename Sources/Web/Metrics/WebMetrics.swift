import Brokerage
import HTTPTypes
import Synchronization

/// What the server counts about itself.
final class WebMetrics: Sendable {
    struct Snapshot: Sendable {
        /// The labels of each route, and its counts; the last are of requests that met no route.
        var routes: [(labels: [(String, String)], requests: RequestMetrics)] = []
        var slowClients: UInt64 = 0
        var ingest = Ingest()
        /// Requests beyond a limit.
        var refusals: [Refusal: UInt64] = [:]
        var refusedConnections: UInt64 = 0
        /// Connections open now.
        var openConnections = 0
    }

    /// What requests beyond a limit are told apart by.
    struct Refusal: Hashable, Sendable {
        var budget: Budget
        var scope: RateScope
    }

    /// What came in by the integration API.
    struct Ingest: Sendable {
        var accepted: UInt64 = 0
        var duplicates: UInt64 = 0
        var rejected: UInt64 = 0
        var bytes: UInt64 = 0
    }

    private let state = Mutex(Snapshot())
    let startedAt: Timestamp

    init(startedAt: Timestamp) { self.startedAt = startedAt }

    /// Says which routes there are, before the first request. They are told apart by pattern, never by a path somebody made up.
    func expect(_ routes: [Route]) {
        let labels = routes.map { [("method", $0.method.rawValue), ("route", $0.pattern)] } + [[("method", "*"), ("route", "static")]]
        state.withLock { $0.routes = labels.map { ($0, RequestMetrics()) } }
    }

    /// - Parameter route: its place in the table; nil when none matched.
    func record(route: Int?, status: Int, seconds: Double) {
        state.withLock { state in
            let place = route ?? state.routes.count - 1
            guard state.routes.indices.contains(place) else { return }
            state.routes[place].requests.record(status: status, seconds: seconds)
        }
    }

    func countSlowClient() { state.withLock { $0.slowClients += 1 } }

    func countRefusal(_ budget: Budget, _ scope: RateScope) {
        state.withLock { $0.refusals[Refusal(budget: budget, scope: scope), default: 0] += 1 }
    }

    func noteOpened() { state.withLock { $0.openConnections += 1 } }
    func noteClosed() { state.withLock { $0.openConnections -= 1 } }
    func countRefusedConnection() { state.withLock { $0.refusedConnections += 1 } }

    func count(ingest accepted: Int, duplicates: Int, rejected: Int, bytes: Int) {
        state.withLock { state in
            state.ingest.accepted += UInt64(max(0, accepted))
            state.ingest.duplicates += UInt64(max(0, duplicates))
            state.ingest.rejected += UInt64(max(0, rejected))
            state.ingest.bytes += UInt64(max(0, bytes))
        }
    }

    var snapshot: Snapshot { state.withLock { $0 } }
}
