import Brokerage
import JSON
import MetaTrader

extension CommandDesk {
    // MARK: Positions

    mutating func positions(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "POSITION_GET":
            let account = try account(try request.required("login"))
            let symbol = try request.requiredText("symbol")
            let found = open(of: account).first { world.server.instrument($0.symbol).name == symbol }
            guard let found else { throw ServerRefusal(.notFound) }
            return .payload(write(found))
        case "POSITION_GET_TOTAL": return .total(world.server.accounts[try account(try request.required("login"))].positions.count)
        case "POSITION_GET_PAGE":
            return writeAll(try page(open(of: try account(try request.required("login"))), request))
        case "POSITION_GET_BATCH":
            if let tickets = try batchTickets(request) {
                return writeAll(tickets.compactMap { world.server.positions[$0] }.filter { isVisible($0.account) })
            }
            let symbols = symbolFilter(request)
            return writeAll(try batchAccounts(request).flatMap { open(of: $0) }.filter { symbols?.contains($0.symbol) ?? true })
        default: throw refusal(request)
        }
    }

    private func open(of account: Int) -> [OpenPosition] { world.server.accounts[account].positions.compactMap { world.server.positions[$0] } }

    private mutating func write(_ position: OpenPosition) -> [UInt8] {
        JSONWriter.bytes { $0.position(position, &world.server, at: world.now, &stamps) }
    }

    private func writeAll(_ positions: some Sequence<OpenPosition>) -> ServerAnswer {
        var server = world.server
        var stamps = stamps
        return records(positions) { writer, position in writer.position(position, &server, at: world.now, &stamps) }
    }

    // MARK: Orders

    mutating func openOrders(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "ORDER_GET":
            let order = world.server.orders[try request.required("ticket")]
            guard let order, isVisible(order.account) else { throw ServerRefusal(.notFound) }
            return .payload(write(order))
        case "ORDER_GET_TOTAL": return .total(world.server.accounts[try account(try request.required("login"))].orders.count)
        case "ORDER_GET_PAGE": return writeAll(try page(waiting(of: try account(try request.required("login"))), request))
        case "ORDER_GET_BATCH":
            if let tickets = try batchTickets(request) {
                return writeAll(tickets.compactMap { world.server.orders[$0] }.filter { isVisible($0.account) })
            }
            let symbols = symbolFilter(request)
            return writeAll(try batchAccounts(request).flatMap { waiting(of: $0) }.filter { symbols?.contains($0.symbol) ?? true })
        default: throw refusal(request)
        }
    }

    mutating func history(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "HISTORY_GET":
            guard let order = world.server.ledger.order(try request.required("ticket")), isVisible(order.account) else {
                throw ServerRefusal(.notFound)
            }
            return .payload(write(order))
        case "HISTORY_GET_TOTAL": return .total(try closed(request).count)
        case "HISTORY_GET_PAGE": return writeAll(try page(closed(request), request))
        case "HISTORY_GET_BATCH":
            if let tickets = try batchTickets(request) {
                return writeAll(tickets.compactMap { world.server.ledger.order($0) }.filter { isVisible($0.account) })
            }
            let symbols = symbolFilter(request)
            let accounts = try batchAccounts(request)
            let window = try window(request)
            let wanted = Set(accounts)
            let found = world.server.ledger.orders(of: nil, from: window.lowerBound, through: window.upperBound)
            return writeAll(found.filter { wanted.contains($0.account) && symbols?.contains($0.symbol) ?? true })
        default: throw refusal(request)
        }
    }

    private func waiting(of account: Int) -> [ServerOrder] { world.server.accounts[account].orders.compactMap { world.server.orders[$0] } }

    private func closed(_ request: ServerRequest) throws(ServerRefusal) -> [ServerOrder] {
        let account = try account(try request.required("login"))
        let window = try window(request, isOptional: true)
        return world.server.ledger.orders(of: world.server.accounts[account], from: window.lowerBound, through: window.upperBound)
    }

    private mutating func write(_ order: ServerOrder) -> [UInt8] {
        JSONWriter.bytes { $0.order(order, &world.server, at: world.now, &stamps) }
    }

    private func writeAll(_ orders: some Sequence<ServerOrder>) -> ServerAnswer {
        var server = world.server
        var stamps = stamps
        return records(orders) { writer, order in writer.order(order, &server, at: world.now, &stamps) }
    }

    // MARK: Deals

    mutating func deals(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "DEAL_GET":
            guard let deal = world.server.ledger.deal(try request.required("ticket")), isVisible(deal.account) else {
                throw ServerRefusal(.notFound)
            }
            return .payload(JSONWriter.bytes { $0.deal(deal, world.server, &stamps) })
        case "DEAL_GET_TOTAL": return .total(try booked(request).count)
        case "DEAL_GET_PAGE": return writeAll(try page(booked(request), request))
        case "DEAL_GET_BATCH":
            if let tickets = try batchTickets(request) {
                return writeAll(tickets.compactMap { world.server.ledger.deal($0) }.filter { isVisible($0.account) })
            }
            let symbols = symbolFilter(request)
            let wanted = Set(try batchAccounts(request))
            let window = try window(request)
            let found = world.server.ledger.deals(of: nil, index: nil, from: window.lowerBound, through: window.upperBound)
            return writeAll(found.lazy.filter { wanted.contains($0.account) && symbols?.contains($0.symbol) ?? true })
        default: throw refusal(request)
        }
    }

    private func booked(_ request: ServerRequest) throws(ServerRefusal) -> [BookedDeal] {
        let account = try account(try request.required("login"))
        let window = try window(request, isOptional: true)
        return world.server.ledger.deals(
            of: world.server.accounts[account], index: account, from: window.lowerBound, through: window.upperBound)
    }

    private func writeAll(_ deals: some Sequence<BookedDeal>) -> ServerAnswer {
        let server = world.server
        var stamps = stamps
        var listed = Array(deals)
        if faults.duplicatesDeals { listed = listed.flatMap { [$0, $0] } }
        if faults.reversesDeals { listed.reverse() }
        return records(listed) { writer, deal in writer.deal(deal, server, &stamps) }
    }

    // MARK: Common parts

    /// The tickets of a batch command that names no login and no group.
    private func batchTickets(_ request: ServerRequest) throws(ServerRefusal) -> [Int64]? {
        guard let tickets = request.identifiers("ticket") else { return nil }
        guard request.identifiers("login") == nil, request.text("group") == nil else { throw ServerRefusal(.invalidParameters) }
        return tickets
    }

    private func symbolFilter(_ request: ServerRequest) -> Set<Int>? { request.text("symbol").map { Set(symbolsFitting($0)) } }

    /// `from` and `to` as instants, both seconds included whole.
    /// - Parameter isOptional: an end that is not given is open, as clients expect that page through the whole history of one account.
    func window(_ request: ServerRequest, isOptional: Bool = false) throws(ServerRefusal) -> ClosedRange<Int64> {
        let (from, to): (Int64, Int64) =
            isOptional
            ? (try request.whole("from") ?? 0, try request.whole("to") ?? .max)
            : (try request.required("from"), try request.required("to"))
        // Times past the year 9999 mean "no end".
        let limits: ClosedRange<Int64> = 0...253_402_300_799
        let first = terms.clock.instant(ofWall: Timestamp(seconds: min(max(from, limits.lowerBound), limits.upperBound)))
        let last = terms.clock.instant(ofWall: Timestamp(seconds: min(max(to, limits.lowerBound), limits.upperBound)), secondPass: true)
        guard first <= last else { return first.milliseconds...first.milliseconds }
        return first.milliseconds...(last.milliseconds + 999)
    }
}
