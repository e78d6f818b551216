import Brokerage
import MetaTrader

extension DealFeed {
    /// A watermark that moved without deals is saved when it moved this far.
    private static let idleSave: Int64 = 60
    /// More accounts than this are not claimed one by one.
    private static let mostClaims = 20_000
    /// A deal that is new and seems to be this old at least was booked in the second pass of a repeated hour.
    private static let secondPass = 3600.0 - 600

    /// Hands new and changed deals on, together with the cursors that cover them.
    /// - Parameters:
    ///   - window: The span that the answer is to be held against what was stored before; nil while history is first read.
    ///   - watermark: The last second that is read whole when these deals are durable.
    /// - Returns: Whether there was news.
    @discardableResult
    func store(
        _ answer: MT5List<Deal>, claiming window: MT5Span?, watermark: Int64?, _ session: PacedSession
    ) async throws -> Bool {
        let deals = settled(answer.records, isLive: window != nil)
        var delivery = Delivery(Batch())
        delivery.batch.deals = seen.fresh(in: deals)
        delivery.isHistory = window == nil
        if window != nil { delivery.batch.ticks = try await beginTapes(of: delivery.batch.deals, session) }
        if let window, answer.completeness == .whole, let unread = answer.unreadTickets {
            delivery.windows = try await claims(deals, unread: unread, window, session)
        }
        cursors.watermark = watermark
        let hasNews = !delivery.batch.isEmpty || !delivery.windows.isEmpty
        try await deliver(&delivery, evenIdle: window == nil)
        forgetDeleted(delivery.windows)
        return hasNews
    }

    /// Commits events and cursors together and remembers the deals. Cursors alone are saved now and then only.
    func deliver(_ delivery: inout Delivery, evenIdle: Bool) async throws {
        let moved = (cursors.watermark ?? 0) - (saved.watermark ?? 0)
        let isIdle = delivery.batch.isEmpty && delivery.windows.isEmpty
        guard !isIdle || evenIdle || moved >= Self.idleSave || cursors.deepReadAt != saved.deepReadAt else { return }
        let now = cursors
        delivery.cursors = now.changes(since: saved)
        guard !isIdle || !delivery.cursors.isEmpty else { return }
        try await context.deliver(delivery)
        saved = now
        seen.note(delivery.batch.deals)
    }

    /// Each ticket once, by time.
    func settled(_ records: [Deal], isLive: Bool) -> [Deal] {
        var byTicket: [Int64: Deal] = [:]
        byTicket.reserveCapacity(records.count)
        for deal in records { byTicket[deal.ticket] = isLive ? inItsPass(deal) : deal }
        return byTicket.values.sorted { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
    }

    /// In the hour that the server's clock shows twice, a deal that is new belongs to the pass that runs now, and stays there.
    private func inItsPass(_ deal: Deal) -> Deal {
        let clock = context.view.clock
        let second = deal.time + .seconds(3600)
        guard clock.rule != .fixed, clock.offset(at: deal.time) > clock.offset(at: second) else { return deal }
        let known = seen.entries[deal.ticket]
        let isNewAndOld = known == nil && environment.now().seconds(since: deal.time) >= Self.secondPass && second <= environment.now() + .seconds(60)
        guard known?.time == second || isNewAndOld else { return deal }
        var deal = deal
        deal.time = second
        return deal
    }

    // MARK: Deleted deals

    /// Spans of accounts whose stored deals may be held against what was just read.
    ///
    /// That a deal is not among those of all groups does not yet say that it was deleted: its account may have been moved out of the
    /// manager's sight. So only accounts that can be seen are claimed.
    private func claims(
        _ deals: [Deal], unread: Set<Int64>, _ window: MT5Span, _ session: PacedSession
    ) async throws -> [DealWindow] {
        let (from, to) = (latestInstant(window.from), earliestEnd(window.to))
        guard from <= to else { return [] }
        let tickets = Set(deals.map(\.ticket)).union(unread)
        guard let covered = seen.coveredFrom, covered <= from else { return claimsOfVisible(deals, unread: unread, from, to) }
        let missing = Dictionary(grouping: seen.missing(from: from, to: to, among: tickets), by: \.login)
        var claims: [DealWindow] = []
        for login in missing.keys.sorted() {
            let present = Set(deals.lazy.filter { $0.login == login }.map(\.ticket)).union(unread)
            if let confirmed = try await confirm(login, window, present: present, session) {
                claims.append(DealWindow(from: from, to: to, login: login, tickets: confirmed))
            } else {
                seen.forget((missing[login] ?? []).map(\.ticket))
            }
        }
        return claims
    }

    /// Right after a start nothing is known of what was stored: each account that can be seen is claimed.
    private func claimsOfVisible(_ deals: [Deal], unread: Set<Int64>, _ from: Timestamp, _ to: Timestamp) -> [DealWindow] {
        let visible = context.view.visible
        guard visible.count <= Self.mostClaims else { return [] }
        let byLogin = Dictionary(grouping: deals, by: \.login)
        return visible.sorted().map { login in
            DealWindow(from: from, to: to, login: login, tickets: Set((byLogin[login] ?? []).map(\.ticket)).union(unread))
        }
    }

    /// Asks for the account itself.
    /// - Returns: The tickets that it has, or nil when it cannot be seen or asked for.
    private func confirm(
        _ login: Int64, _ window: MT5Span, present: Set<Int64>, _ session: PacedSession
    ) async throws -> Set<Int64>? {
        do {
            let answer = try await readAccount(login, window, session)
            guard answer.completeness == .whole, let unread = answer.unreadTickets else { return nil }
            return present.union(answer.records.lazy.map(\.ticket)).union(unread)
        } catch let error as MT5Error where error.code == .notSupported {
            return context.view.visible.contains(login) ? present : nil
        } catch let error as MT5Error where error.endsOnlyTheRequest {
            return nil
        }
    }

    private func forgetDeleted(_ windows: [DealWindow]) {
        for window in windows {
            seen.forget(seen.missing(from: window.from, to: window.to, among: window.tickets).filter { $0.login == window.login }.map(\.ticket))
        }
    }

    /// In the hour that runs twice the ends of a span are drawn in, so that it claims no more than was read.
    func latestInstant(_ second: Int64) -> Timestamp { context.view.clock.instant(ofWall: Timestamp(seconds: second), secondPass: true) }

    func earliestEnd(_ second: Int64) -> Timestamp {
        context.view.clock.instant(ofWall: Timestamp(seconds: second)) + .microseconds(999_999)
    }
}
