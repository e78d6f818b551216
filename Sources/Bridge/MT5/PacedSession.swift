import Brokerage
import MetaTrader
import Synchronization

/// One signed-in session that keeps to the pace the server bears.
final class PacedSession: Sendable {
    /// A request that the server turns away for its pace is repeated this often before the session is given up.
    private static let patience = 8

    private let client: MT5Client
    private let budget: Mutex<RequestBudget>
    private let environment: FeedEnvironment

    init(_ client: MT5Client, budget: RequestBudget, environment: FeedEnvironment) {
        self.client = client
        self.budget = Mutex(budget)
        self.environment = environment
    }

    /// Makes a request when its turn has come.
    /// - Throws: `MT5Error`, or `CancellationError`.
    func ask<Answer: Sendable>(_ request: @Sendable (MT5Client) async throws(MT5Error) -> Answer) async throws -> Answer {
        var attempt = 1
        while true {
            let wait = budget.withLock { $0.take(at: environment.now()) }
            if wait > .zero { try await environment.sleep(wait) }
            try Task.checkCancellation()
            do throws(MT5Error) { return try await request(client) } catch {
                guard error.code == .rateLimited, attempt < Self.patience else { throw error }
            }
            budget.withLock { $0.refused(at: environment.now()) }
            attempt += 1
        }
    }

    /// Keeps the session alive while nothing is asked. Ends only by an error or with its task.
    func keepAlive() async throws { try await client.keepAlive() }

    func close() async { await client.close() }
}
