import Brokerage

/// Remembers the deals of the span that is read again and again, so that only new and changed ones are handed on.
///
/// It is bounded and may forget: a deal that it has forgotten is handed on once more, and changes nothing at the desk.
struct SeenDeals: Sendable {
    struct Entry: Sendable {
        var content: Int
        var login: Int64
        var time: Timestamp
    }

    let capacity: Int
    private(set) var entries: [Int64: Entry] = [:]
    /// From here to now every stored deal is remembered. Nil while that is true of no span.
    private(set) var coveredFrom: Timestamp?

    /// - Parameter capacity: Deals that are remembered at most.
    init(capacity: Int = 250_000) { self.capacity = max(2, capacity) }

    /// The deals that are new or have other content than when they were noted.
    func fresh(in deals: [Deal]) -> [Deal] {
        deals.filter { entries[$0.ticket]?.content != Self.content(of: $0) }
    }

    /// Notes deals that are durable.
    mutating func note(_ deals: [Deal]) {
        for deal in deals { entries[deal.ticket] = Entry(content: Self.content(of: deal), login: deal.login, time: deal.time) }
        guard entries.count > capacity else { return }
        let times = entries.values.map(\.time).sorted()
        let cut = times[times.count - capacity / 2]
        entries = entries.filter { $0.value.time >= cut }
        coveredFrom = coveredFrom.map { max($0, cut + .microseconds(1)) }
    }

    /// Everything from there to now was read and noted.
    mutating func covered(from: Timestamp) {
        coveredFrom = min(coveredFrom ?? from, from)
    }

    /// Forgets deals that the server no longer has.
    mutating func forget(_ tickets: some Sequence<Int64>) {
        for ticket in tickets { entries[ticket] = nil }
    }

    mutating func forgetAll() {
        entries.removeAll()
        coveredFrom = nil
    }

    /// Noted deals of a span, both ends included, that are not among `tickets`.
    func missing(from: Timestamp, to: Timestamp, among tickets: Set<Int64>) -> [(ticket: Int64, login: Int64)] {
        entries.compactMap { ticket, entry in
            entry.time >= from && entry.time <= to && !tickets.contains(ticket) ? (ticket, entry.login) : nil
        }
    }

    /// A fingerprint of everything that a deal says, good within one run of the process.
    static func content(of deal: Deal) -> Int {
        var hasher = Hasher()
        hasher.combine(deal.login)
        hasher.combine(deal.order)
        hasher.combine(deal.position)
        hasher.combine(deal.action.rawValue)
        hasher.combine(deal.entry.rawValue)
        hasher.combine(deal.reason.rawValue)
        hasher.combine(deal.time)
        hasher.combine(deal.symbol)
        hasher.combine(deal.volume)
        for price in [deal.price, deal.priceSL, deal.priceTP, deal.priceRequested, deal.priceGateway, deal.marketBid, deal.marketAsk] {
            hasher.combine(price)
        }
        for amount in [deal.profit, deal.swap, deal.commission, deal.fee] { hasher.combine(amount) }
        hasher.combine(deal.expert)
        hasher.combine(deal.comment)
        hasher.combine(deal.platformAction)
        hasher.combine(deal.modifyFlags)
        return hasher.finalize()
    }
}
