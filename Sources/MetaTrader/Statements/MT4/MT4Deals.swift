import Brokerage

/// Makes deals of tickets.
///
/// A ticket is a whole trade: it becomes a deal in, numbered `ticket · 10 + 1`, and a deal out, numbered `ticket · 10 + 2`, which
/// carries all of the trade's money, because MetaTrader 4 books it at the close. Operations on the balance are numbered `ticket · 10`.
struct MT4Deals {
    private let login: Int64
    private let chains: MT4Chains
    private let volumes: [Int64: Lots]

    init(_ document: MT4Document, login: Int64) {
        self.login = login
        let trades = document.closed + document.open
        chains = MT4Chains(trades)
        volumes = Dictionary(trades.map { ($0.ticket, $0.volume) }) { first, _ in first }
    }

    func deals(of trade: MT4Document.Trade) -> [Deal] {
        let volume = self.volume(of: trade)
        guard !volume.isZero else { return [] }
        var opening = Deal(ticket: trade.ticket * 10 + 1, login: login, action: trade.side == .buy ? .buy : .sell, time: trade.openedAt)
        opening.order = trade.ticket
        opening.position = chains.position(of: trade.ticket)
        opening.symbol = trade.symbol
        opening.volume = volume
        opening.price = trade.priceOpen
        opening.reason = trade.magic == 0 ? .client : .expert
        opening.expert = trade.magic
        opening.comment = trade.comment
        opening.platformAction = trade.side == .buy ? 0 : 1
        guard let closedAt = trade.closedAt else {
            opening.priceSL = trade.priceSL
            opening.priceTP = trade.priceTP
            return [opening]
        }
        return [opening, closing(trade, opening, at: closedAt)]
    }

    private func closing(_ trade: MT4Document.Trade, _ opening: Deal, at time: Timestamp) -> Deal {
        var closing = opening
        closing.ticket = trade.ticket * 10 + 2
        closing.action = trade.side == .buy ? .sell : .buy
        closing.platformAction = trade.side == .buy ? 1 : 0
        closing.entry = MT4Chains.closedBy(trade.comment) == nil ? .out : .outBy
        closing.reason = DealWords.reason(comment: trade.comment) ?? opening.reason
        closing.time = time
        closing.price = trade.priceClose
        closing.priceSL = trade.priceSL
        closing.priceTP = trade.priceTP
        closing.profit = trade.profit
        closing.commission = trade.commission
        closing.swap = trade.swap
        closing.fee = trade.taxes
        return closing
    }

    /// Of two trades closed against each other, the second is listed with no volume: what was closed is the first one's volume.
    private func volume(of trade: MT4Document.Trade) -> Lots {
        guard trade.volume.isZero, let other = MT4Chains.closedBy(trade.comment) else { return trade.volume }
        return volumes[other] ?? .zero
    }

    func deal(of operation: MT4Document.Operation) -> Deal {
        var deal = Deal(ticket: operation.ticket * 10, login: login, action: operation.action, time: operation.time)
        deal.profit = operation.amount
        deal.comment = operation.comment
        deal.platformAction = operation.action == .credit ? 7 : 6
        return deal
    }

    func position(of trade: MT4Document.Trade) -> Position {
        var position = Position(
            ticket: chains.position(of: trade.ticket), login: login, symbol: trade.symbol, side: trade.side, volume: trade.volume,
            priceOpen: trade.priceOpen, openedAt: trade.openedAt)
        position.priceSL = trade.priceSL
        position.priceTP = trade.priceTP
        position.swap = trade.swap
        position.profit = trade.profit
        position.expert = trade.magic
        return position
    }
}
