import Brokerage

extension TradingServer {
    /// Executes a request at the market.
    /// - Returns: the position's ticket, or nil when the market is closed or margin is short.
    @discardableResult
    mutating func trade(_ request: TradeRequest, at instant: Int64) -> Int64? {
        guard market.isOpen(request.symbol, at: instant), request.lots.units > 0 else { return nil }
        let group = group(of: request.account)
        if !group.isHedging, let held = accounts[request.account].positions.first(where: { positions[$0]?.symbol == request.symbol }) {
            return net(request, onto: held, at: instant)
        }
        let quote = quote(request.symbol, for: group, at: instant)
        let price = quote.price(for: request.side)
        let instrument = instrument(request.symbol)
        let rate = market.rate(from: instrument.marginCurrency, to: group.currency, at: instant)
        let level = levelAfter(request, price: price, rate: rate, at: instant)
        guard request.ignoresMargin || level > Money(100) else { return nil }
        let ticket = takeTicket()
        var position = OpenPosition(
            ticket: ticket, account: request.account, symbol: request.symbol, side: request.side, lots: request.lots, priceOpen: price,
            created: instant, updated: instant, rateMargin: rate, reason: request.reason, expert: request.expert, comment: request.comment)
        position.stopLoss = request.stopLoss
        position.takeProfit = request.takeProfit
        if group.isCovered { position.externalID = "LP1-\(ticket)" }
        let order = file(request, ticket: ticket, position: ticket, price: price, rate: rate, at: instant)
        var deal = tradeDeal(position, order: order, side: request.side, lots: request.lots, price: price, at: instant)
        deal.reason = request.reason
        deal.stopLoss = request.stopLoss
        deal.takeProfit = request.takeProfit
        deal.commission = commission(group, lots: request.lots)
        positions[ticket] = position
        accounts[request.account].positions.append(ticket)
        book(deal)
        accounts[request.account].safeUntil = instant + Self.respite(at: level)
        noteFill(position, lots: request.lots, side: request.side, at: instant, isOpening: true)
        return ticket
    }

    /// A trade on a netting account that holds the symbol already: adds, reduces, closes or reverses.
    private mutating func net(_ request: TradeRequest, onto ticket: Int64, at instant: Int64) -> Int64? {
        guard let held = positions[ticket] else { return nil }
        if held.side == request.side { return add(request, to: held, at: instant) }
        if request.lots <= held.lots {
            close(ticket, lots: request.lots, at: instant, reason: request.reason, comment: request.comment)
            return positions[ticket] == nil ? nil : ticket
        }
        return reverse(request, held, at: instant)
    }

    private mutating func add(_ request: TradeRequest, to held: OpenPosition, at instant: Int64) -> Int64? {
        let group = group(of: request.account)
        let price = quote(request.symbol, for: group, at: instant).price(for: request.side)
        let rate = market.rate(from: instrument(request.symbol).marginCurrency, to: group.currency, at: instant)
        guard request.ignoresMargin || levelAfter(request, price: price, rate: rate, at: instant) > Money(100) else { return nil }
        let order = file(request, ticket: takeTicket(), position: held.ticket, price: price, rate: rate, at: instant)
        var position = held
        position.lots += request.lots
        position.priceOpen = held.priceOpen + Price(units: Exact.share((price - held.priceOpen).units, request.lots.units, of: position.lots.units))
        position.updated = instant
        position.version += 1
        var deal = tradeDeal(position, order: order, side: request.side, lots: request.lots, price: price, at: instant)
        deal.reason = request.reason
        deal.commission = commission(group, lots: request.lots)
        positions[held.ticket] = position
        book(deal)
        noteFill(position, lots: request.lots, side: request.side, at: instant, isOpening: true)
        return held.ticket
    }

    private mutating func reverse(_ request: TradeRequest, _ held: OpenPosition, at instant: Int64) -> Int64? {
        let group = group(of: request.account)
        let price = quote(request.symbol, for: group, at: instant).price(for: request.side)
        let rate = market.rate(from: instrument(request.symbol).marginCurrency, to: group.currency, at: instant)
        let order = file(request, ticket: takeTicket(), position: held.ticket, price: price, rate: rate, at: instant)
        let outcome = result(of: held, lots: held.lots, at: price, instant)
        var position = held
        position.side = request.side
        position.lots = request.lots - held.lots
        position.priceOpen = price
        position.storage = .zero
        position.rateMargin = rate
        position.updated = instant
        position.version += 1
        (position.stopLoss, position.takeProfit) = (request.stopLoss, request.takeProfit)
        var deal = tradeDeal(position, order: order, side: request.side, lots: request.lots, price: price, at: instant)
        deal.entry = .reversal
        deal.reason = request.reason
        deal.lotsClosed = held.lots
        deal.pricePosition = held.priceOpen
        (deal.profitRaw, deal.profit, deal.rateProfit) = outcome
        deal.storage = held.storage
        deal.commission = commission(group, lots: request.lots)
        positions[held.ticket] = position
        book(deal)
        noteFill(position, lots: request.lots, side: request.side, at: instant, isOpening: true)
        return held.ticket
    }

    /// The account's margin level in percent if the request is carried out.
    private mutating func levelAfter(_ request: TradeRequest, price: Price, rate: Int64, at instant: Int64) -> Money {
        var worth = valuation(of: request.account, at: instant)
        worth.margin += margin(request.symbol, account: request.account, lots: request.lots, price: price, rate: rate)
        return worth.level
    }

    /// A deal of a position with everything that both openings and closings state.
    mutating func tradeDeal(
        _ position: OpenPosition, order: Int64, side: Side, lots: Lots, price: Price, at instant: Int64
    ) -> BookedDeal {
        var deal = BookedDeal(ticket: takeDealTicket(), account: position.account, action: side == .buy ? .buy : .sell, time: instant)
        let instrument = instrument(position.symbol)
        let group = group(of: position.account)
        let quote = quote(position.symbol, at: instant)
        deal.order = order
        deal.position = position.ticket
        deal.symbol = position.symbol
        deal.lots = lots
        deal.price = price
        deal.rateMargin = position.rateMargin
        deal.rateProfit = market.rate(from: instrument.profitCurrency, to: group.currency, at: instant)
        (deal.marketBid, deal.marketAsk) = (quote.bid, quote.ask)
        deal.expert = position.expert
        deal.comment = position.comment
        if group.isCovered {
            // The provider fills a little inside the quote the client was given.
            let point = instrument.pointPrice
            deal.priceGateway = side == .buy ? quote.ask - point - point : quote.bid + point + point
            deal.externalID = "LP1-\(deal.ticket)"
        }
        accounts[position.account].lastAccess = instant
        return deal
    }

    /// Charged for a volume by the group's terms, as a negative amount.
    func commission(_ group: TradeGroup, lots: Lots) -> Money {
        Money(units: -Exact.round(Exact.multiply(group.commission.units, lots.units), digits: group.currencyDigits))
    }

    /// Puts the filled market order of a request into history. - Returns: its ticket.
    private mutating func file(_ request: TradeRequest, ticket: Int64, position: Int64, price: Price, rate: Int64, at instant: Int64) -> Int64 {
        var order = ServerOrder(
            ticket: ticket, account: request.account, symbol: request.symbol, kind: request.side == .buy ? .buy : .sell, state: .filled,
            reason: request.reason, setup: instant - request.execution, price: price, lots: request.lots)
        order.done = instant
        order.position = position
        order.expert = request.expert
        order.comment = request.comment
        order.rateMargin = rate
        (order.stopLoss, order.takeProfit) = (request.stopLoss, request.takeProfit)
        fileOrder(order)
        return ticket
    }

    mutating func fileOrder(_ order: ServerOrder) {
        let place = ledger.append(order)
        accounts[order.account].closedOrders.append(place)
    }

    mutating func noteFill(_ position: OpenPosition, lots: Lots, side: Side, at instant: Int64, isOpening: Bool) {
        fills.append(
            Fill(
                account: position.account, position: position.ticket, symbol: position.symbol, side: side, lots: lots, time: instant,
                isOpening: isOpening))
    }
}
