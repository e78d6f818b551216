import Brokerage

extension TradingServer {
    /// Closes a position or a part of it at the market.
    /// - Parameters:
    ///   - lots: nil for all of it.
    ///   - price: nil for the quote of the instant.
    /// - Returns: false when there is no such position or its market is closed.
    @discardableResult
    mutating func close(
        _ ticket: Int64, lots: Lots? = nil, at instant: Int64, reason: TradeReason, comment: String = "", price fixed: Price? = nil
    ) -> Bool {
        guard let position = positions[ticket], market.isOpen(position.symbol, at: instant) else { return false }
        let side = position.side.opposite
        let price = fixed ?? quote(position.symbol, for: group(of: position.account), at: instant).price(for: side)
        let volume = min(lots ?? position.lots, position.lots)
        let order = fileClosing(
            position, kind: side == .buy ? .buy : .sell, lots: volume, price: price, reason: reason, comment: comment, at: instant)
        bookClosing(position, order: order, lots: volume, price: price, reason: reason, comment: comment, entry: .closing, at: instant)
        return true
    }

    /// Closes two opposite positions of one account and symbol by each other. What is left of the larger stays open.
    /// - Returns: false when they do not fit.
    @discardableResult
    mutating func closeBy(_ ticket: Int64, _ other: Int64, at instant: Int64) -> Bool {
        guard let one = positions[ticket], let two = positions[other], one.account == two.account, one.symbol == two.symbol, one.side != two.side,
            market.isOpen(one.symbol, at: instant)
        else { return false }
        let volume = min(one.lots, two.lots)
        let order = fileClosing(
            one, kind: .closeBy, lots: volume, price: two.priceOpen, reason: .client, comment: "close #\(ticket) by #\(other)", at: instant,
            by: other)
        // All of the result stands on the first position: it closes at the other's opening price, which then closes at its own.
        bookClosing(one, order: order, lots: volume, price: two.priceOpen, reason: .client, comment: "", entry: .closeBy, at: instant)
        bookClosing(two, order: order, lots: volume, price: two.priceOpen, reason: .client, comment: "", entry: .closeBy, at: instant)
        return true
    }

    private mutating func fileClosing(
        _ position: OpenPosition, kind: ServerOrder.Kind, lots: Lots, price: Price, reason: TradeReason, comment: String, at instant: Int64,
        by other: Int64 = 0
    ) -> Int64 {
        var order = ServerOrder(
            ticket: takeTicket(), account: position.account, symbol: position.symbol, kind: kind, state: .filled, reason: reason,
            setup: instant - 40, price: price, lots: lots)
        order.done = instant
        order.position = position.ticket
        order.positionBy = other
        order.expert = position.expert
        order.comment = comment
        order.rateMargin = position.rateMargin
        fileOrder(order)
        return order.ticket
    }

    private mutating func bookClosing(
        _ held: OpenPosition, order: Int64, lots: Lots, price: Price, reason: TradeReason, comment: String, entry: BookedDeal.Entry,
        at instant: Int64
    ) {
        let side = held.side.opposite
        let group = group(of: held.account)
        var deal = tradeDeal(held, order: order, side: side, lots: lots, price: price, at: instant)
        deal.entry = entry
        deal.reason = reason
        deal.lotsClosed = lots
        deal.pricePosition = held.priceOpen
        (deal.stopLoss, deal.takeProfit) = (held.stopLoss, held.takeProfit)
        (deal.profitRaw, deal.profit, deal.rateProfit) = result(of: held, lots: lots, at: price, instant)
        let storage = Exact.round(Exact.share(held.storage.units, lots.units, of: held.lots.units), digits: group.currencyDigits)
        deal.storage = Money(units: storage)
        deal.commission = entry == .closeBy ? .zero : commission(group, lots: lots)
        if !comment.isEmpty { deal.comment = comment }
        shrink(held, by: lots, storage: deal.storage, at: instant)
        book(deal)
        payAgent(of: held.account, lots: lots)
        noteFill(held, lots: lots, side: side, at: instant, isOpening: false)
    }

    private mutating func shrink(_ held: OpenPosition, by lots: Lots, storage: Money, at instant: Int64) {
        var position = held
        position.lots -= lots
        position.storage -= storage
        position.updated = instant
        position.version += 1
        if position.lots.isZero {
            positions[held.ticket] = nil
            accounts[held.account].positions.removeAll { $0 == held.ticket }
        } else {
            positions[held.ticket] = position
        }
    }

    private mutating func payAgent(of account: Int, lots: Lots) {
        let group = group(of: account)
        guard !group.agentCommission.isZero, let agent = indexOfLogin[accounts[account].agent] else { return }
        accounts[agent].agentEarned += Money(units: Exact.multiply(group.agentCommission.units, lots.units))
    }

    /// Closes a position whose stop loss or take profit is reached at this instant.
    /// - Returns: false when neither is.
    @discardableResult
    mutating func protect(_ ticket: Int64, at instant: Int64) -> Bool {
        guard let position = positions[ticket], market.isOpen(position.symbol, at: instant) else { return false }
        let quote = quote(position.symbol, for: group(of: position.account), at: instant)
        let price = quote.price(for: position.side.opposite)
        let isBuy = position.side == .buy
        let stop = position.stopLoss
        if !stop.isZero, isBuy ? price <= stop : price >= stop {
            return close(ticket, at: instant, reason: .stopLoss, comment: "[sl \(stop)]", price: price)
        }
        let take = position.takeProfit
        if !take.isZero, isBuy ? price >= take : price <= take {
            return close(ticket, at: instant, reason: .takeProfit, comment: "[tp \(take)]", price: take)
        }
        return false
    }

    /// The levels that the position's stop loss and take profit are watched at.
    func barriers(of position: OpenPosition) -> PriceBarriers {
        let isBuy = position.side == .buy
        return PriceBarriers(
            below: isBuy ? position.stopLoss : position.takeProfit, above: isBuy ? position.takeProfit : position.stopLoss, watchesAsk: !isBuy,
            markup: markup(position.symbol, account: position.account))
    }
}
