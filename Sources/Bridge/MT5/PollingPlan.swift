import Brokerage

/// Which call of a session is due when.
///
/// Each call has a shortest and a longest interval. It comes back at the shortest while its answers bring news and slows down
/// towards the longest while they do not. An answer that took long is asked for less often: no call may keep the session busy for
/// more than a third of the time.
struct PollingPlan: Sendable {
    enum Call: Int, Sendable, CaseIterable {
        // In the order in which calls that are due at the same time are made.
        case clock, ticks, positions, accounts, quietTicks, users, market, deals, tapes, dealsOfHour, dealsOfTwoDays
    }

    /// A denied call is tried again this often: somebody may have granted the permission.
    static let deniedRetry = 600.0

    private struct Entry: Sendable {
        var shortest: Double
        var longest: Double
        var interval: Double
        var due: Timestamp
    }

    private var entries: [Call: Entry] = [:]

    /// The calls about the present state of the server.
    static func state(from now: Timestamp) -> PollingPlan {
        PollingPlan(
            [
                (.clock, 60, 60), (.ticks, 0.25, 1), (.positions, 1, 2), (.accounts, 2, 5), (.quietTicks, 1, 5), (.users, 60, 60),
                (.market, 600, 600),
            ], from: now)
    }

    /// The calls about the past.
    static func history(from now: Timestamp) -> PollingPlan {
        PollingPlan([(.deals, 1, 2), (.tapes, 0.5, 1), (.dealsOfHour, 3600, 3600), (.dealsOfTwoDays, 86_400, 86_400)], from: now)
    }

    private init(_ calls: [(call: Call, shortest: Double, longest: Double)], from now: Timestamp) {
        for (call, shortest, longest) in calls {
            entries[call] = Entry(shortest: shortest, longest: longest, interval: shortest, due: now)
        }
    }

    /// The call to make next and how long to wait for it. Of several that are due, the one that is late by the most of its own
    /// intervals is next, so that a busy session slows all calls alike.
    func next(at now: Timestamp) -> (call: Call, wait: Duration)? {
        var best: (call: Call, wait: Double)?
        for call in Call.allCases {
            guard let entry = entries[call] else { continue }
            let wait = remaining(entry, at: now)
            let rank = wait < 0 ? wait / entry.interval : wait
            if best.map({ rank < $0.wait }) ?? true { best = (call, rank) }
        }
        return best.map { ($0.call, .microseconds(Int64(max(0, $0.wait) * 1e6))) }
    }

    /// The call was answered.
    /// - Parameters:
    ///   - changed: Whether the answer brought news.
    ///   - took: How long the session was busy with it.
    mutating func answered(_ call: Call, changed: Bool, took: Duration, at now: Timestamp) {
        guard var entry = entries[call] else { return }
        entry.interval = changed ? entry.shortest : min(entry.longest, entry.interval * 1.25)
        let busy = Double(took.microseconds) / 1e6
        entry.due = now + .microseconds(Int64(max(entry.interval - busy, busy * 2, 0) * 1e6))
        entries[call] = entry
    }

    /// The next turn of a call is at that time.
    mutating func postpone(_ call: Call, until time: Timestamp) { entries[call]?.due = time }

    /// Seconds until the call is due, negative when it is late. What lies further ahead than its interval allows was set by a clock
    /// that has since gone back.
    private func remaining(_ entry: Entry, at now: Timestamp) -> Double {
        let wait = entry.due.seconds(since: now)
        return wait > max(entry.longest * 2, Self.deniedRetry) ? 0 : wait
    }
}
