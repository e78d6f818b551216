import Brokerage
import MetaTrader
import NIOCore

/// One life of a link: two sessions from dialling to their end.
struct FeedLink: Sendable {
    /// How a life ended.
    enum End: Sendable {
        case cancelled
        /// Ended by this side, to see whether a permission was granted meanwhile.
        case renewed
        case failed(MT5Error, wasSignedIn: Bool)
    }

    let context: FeedContext
    let group: any EventLoopGroup

    func hold(_ state: StateFeed, _ deals: DealFeed) async -> End {
        context.board.enter(LinkStatus(state: .connecting, reason: "Connecting to \(context.options.endpoint.host)."))
        var sessions: [PacedSession] = []
        let end: End
        do {
            for _ in 0..<2 { sessions.append(try await open()) }
            try await follow(sessions[0], sessions[1], state, deals)
            end = .cancelled
        } catch let error as MT5Error {
            end = Task.isCancelled ? .cancelled : .failed(error, wasSignedIn: sessions.count == 2)
        } catch is SessionRenewal {
            end = .renewed
        } catch {
            end = .cancelled
        }
        for session in sessions { await session.close() }
        return end
    }

    private func open() async throws -> PacedSession {
        let client = try await MT5Client.connect(context.options.endpoint, group: group)
        return PacedSession(client, budget: RequestBudget(perSecond: context.options.requestsPerSecond), environment: context.environment)
    }

    private func follow(_ first: PacedSession, _ second: PacedSession, _ state: StateFeed, _ deals: DealFeed) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await first.keepAlive() }
            tasks.addTask { try await second.keepAlive() }
            // Clock and accounts come first: history cannot be converted without the one and is asked for by the other.
            tasks.addTask {
                try await state.prepare(first)
                try await withThrowingTaskGroup(of: Void.self) { both in
                    both.addTask { try await state.follow(first) }
                    both.addTask { try await deals.follow(second) }
                    defer { both.cancelAll() }
                    try await both.next()
                }
            }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }
}

/// A session is given up only to begin a new one.
struct SessionRenewal: Error {}
