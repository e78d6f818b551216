import Brokerage
import MetaTrader

/// Follows the present state of a server over one session: clock, prices, positions, accounts, groups and symbols.
///
/// It is an actor because what it knows outlives the session: after a reconnect only what changed meanwhile is told.
actor StateFeed {
    let context: FeedContext
    var plan: PollingPlan
    var accounts = AccountLedger()
    var positions = PositionLedger()
    var rounds = TickRounds()
    var symbols: [String: Symbol] = [:]
    var groupNames: [String] = []
    var cursors: FeedCursors
    var alarmUntil = Timestamp.distantPast
    /// Calls whose newest answer was cut, or held records that could not be read.
    var cut: Set<PollingPlan.Call> = []
    var unreadable: Set<PollingPlan.Call> = []
    /// Calls that the server does not answer by group: where the walk over the accounts stands.
    var rotations: [PollingPlan.Call: LoginRotation] = [:]

    var environment: FeedEnvironment { context.environment }

    init(_ context: FeedContext, cursors: FeedCursors) {
        self.context = context
        self.cursors = cursors
        plan = .state(from: context.environment.now())
    }

    /// Reads everything that the history and the screens build on, in the order in which one needs the other.
    func prepare(_ session: PacedSession) async throws {
        plan = .state(from: environment.now())
        rounds.restart()
        rotations.removeAll()
        try await describe(session)
        for call in [PollingPlan.Call.clock, .market, .users, .accounts, .positions, .quietTicks] { try await make(call, session) }
        if positions.count == 0 { try await lookForHiddenPositions(session) }
    }

    /// Polls until the session fails or the task is cancelled.
    func follow(_ session: PacedSession) async throws {
        while let next = plan.next(at: environment.now()) {
            if next.wait > .zero { try await environment.sleep(next.wait) }
            try Task.checkCancellation()
            try await make(next.call, session)
            context.board.inspect(at: environment.now(), behindAfter: context.options.behindAfterSeconds)
        }
    }

    /// Makes one call. What the manager may not do or the server does not know is said and left out; what ends the session is thrown.
    private func make(_ call: PollingPlan.Call, _ session: PacedSession) async throws {
        let started = environment.now()
        do {
            let changed = try await perform(call, session)
            plan.answered(call, changed: changed, took: environment.now() - started, at: environment.now())
            if let trouble = call.refusal { context.board.clear(trouble) }
        } catch let error as MT5Error where error.endsOnlyTheRequest {
            plan.postpone(call, until: environment.now() + .seconds(error.pauseOfRequest))
            guard let trouble = call.refusal else { throw error }
            context.board.set(trouble, error.message)
        }
    }

    /// - Returns: Whether the answer brought news.
    private func perform(_ call: PollingPlan.Call, _ session: PacedSession) async throws -> Bool {
        switch call {
        case .clock: return try await readClock(session)
        case .ticks: return try await readOpenTicks(session)
        case .quietTicks: return try await readQuietTicks(session)
        case .positions: return try await readPositions(session)
        case .accounts: return try await readAccounts(session)
        case .users: return try await readUsers(session)
        case .market:
            try await lookForHiddenPositions(session)
            return try await readMarket(session)
        case .deals, .tapes, .dealsOfHour, .dealsOfTwoDays: return false
        }
    }
}
