import Brokerage

/// One order of a client and its cover, until both halves are there.
struct CoverTicket: Sendable {
    var underlying: Int
    var account: AccountID?
    var deal: DealID?
    var clientIsLong = false
    var clientLots: Int64 = 0
    var gatewayPrice: Int64 = 0
    var clientTime: Int64 = .max
    var fill: String?
    var providerIsLong = false
    var providerLots: Int64 = 0
    var providerCost: Int128 = 0
    var providerTime: Int64 = .max
    fileprivate var keys: [TicketBook.Key] = []

    var firstTime: Int64 { min(clientTime, providerTime) }
    var isComplete: Bool { clientLots > 0 && clientLots == providerLots }
    var providerPrice: Int64 { providerLots > 0 ? (providerCost / Int128(providerLots)).saturated : 0 }
}

/// Matches deals of book A with providers' fills by the numbers that fills carry, order or deal (risk-domain 2.8).
struct TicketBook: Sendable {
    enum Key: Hashable, Sendable {
        case order(ConnectionID, Int64)
        case deal(ConnectionID, Int64)
    }

    /// The most tickets that wait; the oldest give way.
    private static let limit = 16_384
    /// The most finished tickets with something wrong that are kept.
    private static let finishedLimit = 512

    private var tickets: [Int: CoverTicket] = [:]
    private var places: [Key: Int] = [:]
    private var next = 0
    private var oldest = 0
    /// Complete, and not as they should be.
    private(set) var finished: [CoverTicket] = []
    /// Whether any fill named what it covers: only then does a deal without one mean something.
    private(set) var hasLinks = false

    /// Those that wait, oldest first.
    var waiting: [CoverTicket] { tickets.sorted { $0.key < $1.key }.map(\.value) }

    mutating func add(_ deal: borrowing Deal, id: DealID, account: AccountID, connection: ConnectionID, underlying: Int) -> CoverTicket? {
        var keys: [Key] = [.deal(connection, deal.ticket)]
        if deal.order != 0 { keys.append(.order(connection, deal.order)) }
        let (time, lots, isLong, gateway) = (deal.time.microseconds, deal.volume.units, deal.action == .buy, deal.priceGateway.units)
        return change(keys, underlying) { ticket in
            (ticket.account, ticket.deal) = (ticket.account ?? account, ticket.deal ?? id)
            ticket.clientIsLong = isLong
            ticket.clientLots = ticket.clientLots.addingSaturated(lots)
            ticket.clientTime = min(ticket.clientTime, time)
            if gateway != 0 { ticket.gatewayPrice = gateway }
        }
    }

    mutating func add(_ fill: borrowing ProviderFill, connection: ConnectionID, underlying: Int) -> CoverTicket? {
        var keys: [Key] = []
        if let deal = fill.deal, deal != 0 { keys.append(.deal(connection, deal)) }
        if let order = fill.order, order != 0 { keys.append(.order(connection, order)) }
        // A fill that covers many at once is only looked at in the net.
        guard !keys.isEmpty else { return nil }
        hasLinks = true
        let (name, lots, price, time) = (fill.fill, fill.volume.units, fill.price.units, fill.time.microseconds)
        let isLong = fill.side == .buy
        return change(keys, underlying) { ticket in
            ticket.fill = ticket.fill ?? name
            ticket.providerIsLong = isLong
            ticket.providerLots = ticket.providerLots.addingSaturated(lots)
            ticket.providerCost = ticket.providerCost &+ Int128(lots) &* Int128(price)
            ticket.providerTime = min(ticket.providerTime, time)
        }
    }

    /// Keeps a complete ticket with something wrong.
    mutating func keep(_ ticket: CoverTicket) {
        finished.append(ticket)
        if finished.count > Self.finishedLimit { finished.removeFirst(finished.count - Self.finishedLimit) }
    }

    /// - Returns: the ticket when that completed it; it is then forgotten.
    private mutating func change(_ keys: [Key], _ underlying: Int, _ body: (inout CoverTicket) -> Void) -> CoverTicket? {
        let known = keys.compactMap { places[$0] }.first
        let place = known ?? next
        if known == nil { next += 1 }
        var ticket = tickets[place] ?? CoverTicket(underlying: underlying)
        for key in keys where places[key] == nil {
            places[key] = place
            ticket.keys.append(key)
        }
        body(&ticket)
        tickets[place] = ticket
        if ticket.isComplete {
            remove(place)
            return ticket
        }
        while tickets.count > Self.limit { remove(oldestPlace()) }
        return nil
    }

    private mutating func oldestPlace() -> Int {
        while oldest < next, tickets[oldest] == nil { oldest += 1 }
        return oldest
    }

    private mutating func remove(_ place: Int) {
        guard let ticket = tickets.removeValue(forKey: place) else { return }
        for key in ticket.keys { places[key] = nil }
    }
}
