import Brokerage
import MetaTrader

/// Reading positions, trading states and the register of accounts.
extension StateFeed {
    func readPositions(_ session: PacedSession) async throws -> Bool {
        let clock = context.view.clock
        let part = try await collect(
            .positions, session,
            batch: { client, groups throws(MT5Error) in try await client.positions(groups, clock: clock) },
            single: { client, login throws(MT5Error) in try await Self.positions(of: login, client, clock) })
        let now = environment.now()
        context.board.answered(.state, at: now)
        guard part.list.completeness != .partial, let unread = part.list.unreadTickets else { return false }
        let news = positions.compare(part.list.records, of: part.logins, unread: unread, at: now)
        guard !news.isEmpty else { return false }
        var delivery = Delivery(Batch())
        delivery.batch.positions = news.positions
        delivery.openPositions = news.open
        try await context.deliver(delivery)
        positions.note(news, at: now)
        if positions.count > 0 { context.board.clear(.hiddenPositions) }
        rounds.open(positions.symbols)
        context.view.stir(news.stirred)
        return news.open != nil || !news.stirred.isEmpty
    }

    /// All positions of one account, page by page.
    private static func positions(of login: Int64, _ client: MT5Client, _ clock: ServerClock) async throws(MT5Error) -> MT5List<Position> {
        var all = MT5List<Position>(records: [])
        while true {
            let page = MT5Page(offset: all.records.count + all.faults.count)
            let answer = try await client.positions(login: login, page: page, clock: clock)
            all.records += answer.records
            all.faults += answer.faults
            guard answer.records.count + answer.faults.count >= MT5Page.most else { return all }
        }
    }

    func readAccounts(_ session: PacedSession) async throws -> Bool {
        let clock = context.view.clock
        let part = try await collect(
            .accounts, session,
            batch: { client, groups throws(MT5Error) in try await client.accounts(groups, clock: clock) },
            single: { client, login throws(MT5Error) in MT5List(records: [try await client.account(login, clock: clock)]) })
        context.view.stir(accounts.states(part.list.records))
        return try await tellAccounts()
    }

    func readUsers(_ session: PacedSession) async throws -> Bool {
        let clock = context.view.clock
        let part = try await collect(
            .users, session,
            batch: { client, groups throws(MT5Error) in try await client.users(groups, clock: clock) },
            single: { client, login throws(MT5Error) in MT5List(records: [try await client.user(login, clock: clock)]) })
        let isWhole = part.logins == nil && part.list.completeness != .partial && part.list.faults.isEmpty
        accounts.users(part.list.records, isWhole: isWhole)
        context.view.accounts(accounts)
        return try await tellAccounts()
    }

    private func tellAccounts() async throws -> Bool {
        let now = environment.now()
        var delivery = Delivery(Batch())
        delivery.batch.accounts = accounts.news(at: now)
        guard !delivery.batch.isEmpty else { return false }
        try await context.deliver(delivery)
        accounts.told(delivery.batch.accounts, at: now)
        return true
    }
}
