import Brokerage

/// The open positions of a server as the desk was told of them.
struct PositionLedger: Sendable {
    /// The floating profit moves with every price. On its own it is told no more often than this.
    static let floatingSeconds = 15.0

    /// What an answer changed.
    struct News: Sendable {
        var positions: [Position] = []
        /// The whole list, when one is open or closed that the desk does not know of.
        var open: OpenPositions?
        /// Accounts whose positions were opened, closed or changed in volume.
        var stirred: Set<Int64> = []

        var isEmpty: Bool { positions.isEmpty && open == nil }
    }

    private var told: [Int64: Position] = [:]
    private var toldAt: [Int64: Timestamp] = [:]
    /// False until the desk was told of a whole list: positions may have closed while nobody was connected.
    private(set) var isTold = false
    /// The same for the lists of single accounts.
    private var toldLogins: Set<Int64> = []

    /// Symbols in which positions are open.
    var symbols: Set<String> { Set(told.values.map(\.symbol)) }
    var count: Int { told.count }

    /// Compares a whole list of open positions with what the desk knows.
    /// - Parameters:
    ///   - logins: The accounts whose list it is; nil for all of the server.
    ///   - unread: Tickets of positions that could not be read: they are open all the same.
    func compare(_ positions: [Position], of logins: Set<Int64>? = nil, unread: Set<Int64>, at now: Timestamp) -> News {
        var news = News()
        var tickets = unread
        for position in positions where tickets.insert(position.ticket).inserted {
            guard isNews(position, at: now) else { continue }
            news.positions.append(position)
            if told[position.ticket]?.volume != position.volume { news.stirred.insert(position.login) }
        }
        let before = logins.map { logins in told.filter { logins.contains($0.value.login) } } ?? told
        for (ticket, position) in before where !tickets.contains(ticket) { news.stirred.insert(position.login) }
        let isKnown = logins?.isSubset(of: toldLogins) ?? isTold
        if !isKnown || tickets != Set(before.keys).union(unread) { news.open = OpenPositions(logins: logins, tickets: tickets) }
        return news
    }

    /// The desk was told.
    mutating func note(_ news: News, at now: Timestamp) {
        for position in news.positions {
            told[position.ticket] = position
            toldAt[position.ticket] = now
        }
        guard let open = news.open else { return }
        if let logins = open.logins { toldLogins.formUnion(logins) } else { isTold = true }
        told = told.filter { open.tickets.contains($0.key) || !(open.logins?.contains($0.value.login) ?? true) }
        toldAt = toldAt.filter { told[$0.key] != nil }
    }

    private func isNews(_ position: Position, at now: Timestamp) -> Bool {
        guard var known = told[position.ticket] else { return true }
        guard known != position else { return false }
        known.profit = position.profit
        guard known == position else { return true }
        let age = toldAt[position.ticket].map { now.seconds(since: $0) } ?? Self.floatingSeconds
        return age >= Self.floatingSeconds || age < 0
    }
}
