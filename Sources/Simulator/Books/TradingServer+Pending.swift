import Brokerage

extension TradingServer {
    /// Places a pending order. - Returns: its ticket.
    mutating func place(_ kind: ServerOrder.Kind, _ request: TradeRequest, price: Price, expires: Int64, at instant: Int64) -> Int64 {
        let ticket = takeTicket()
        var order = ServerOrder(
            ticket: ticket, account: request.account, symbol: request.symbol, kind: kind, state: .placed, reason: request.reason, setup: instant,
            price: price, lots: request.lots)
        order.lotsLeft = request.lots
        order.expiration = expires
        order.expert = request.expert
        order.comment = request.comment
        (order.stopLoss, order.takeProfit) = (request.stopLoss, request.takeProfit)
        orders[ticket] = order
        accounts[request.account].orders.append(ticket)
        placed.append(ticket)
        return ticket
    }

    /// Takes a pending order out. - Returns: false when it is not waiting any more.
    @discardableResult
    mutating func withdraw(_ ticket: Int64, as state: ServerOrder.State, at instant: Int64) -> Bool {
        guard var order = remove(ticket) else { return false }
        order.state = state
        order.done = instant
        fileOrder(order)
        return true
    }

    /// Executes a pending order whose price is reached. - Returns: the position, or nil when it is not reached or cannot be filled.
    @discardableResult
    mutating func trigger(_ ticket: Int64, at instant: Int64) -> Int64? {
        guard let order = orders[ticket], market.isOpen(order.symbol, at: instant),
            barriers(of: order).isReached(by: quote(order.symbol, at: instant))
        else { return nil }
        _ = remove(ticket)
        var request = TradeRequest(account: order.account, symbol: order.symbol, side: order.kind.side, lots: order.lots)
        (request.stopLoss, request.takeProfit) = (order.stopLoss, order.takeProfit)
        (request.reason, request.expert, request.comment) = (order.reason, order.expert, order.comment)
        request.execution = instant - order.setup
        return trade(request, at: instant)
    }

    /// The level that a pending order waits for.
    func barriers(of order: ServerOrder) -> PriceBarriers {
        let isBuy = order.kind.side == .buy
        let waitsBelow = order.kind == .buyLimit || order.kind == .sellStop
        return PriceBarriers(
            below: waitsBelow ? order.price : .zero, above: waitsBelow ? .zero : order.price, watchesAsk: isBuy,
            markup: markup(order.symbol, account: order.account))
    }

    private mutating func remove(_ ticket: Int64) -> ServerOrder? {
        guard let order = orders.removeValue(forKey: ticket) else { return nil }
        accounts[order.account].orders.removeAll { $0 == ticket }
        return order
    }
}
