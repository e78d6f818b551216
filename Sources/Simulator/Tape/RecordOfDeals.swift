import Brokerage

/// The deals of a simulated server in the vocabulary of the trade.
struct RecordOfDeals {
    let deals: [Deal]
    private let covered: [Deal]

    init(_ server: TradingServer) {
        var (deals, covered): ([Deal], [Deal]) = ([], [])
        for booked in server.ledger.deals(of: nil, index: nil, from: .min, through: .max) {
            let deal = Deal(booked, server)
            deals.append(deal)
            if !deal.priceGateway.isZero { covered.append(deal) }
        }
        (self.deals, self.covered) = (deals, covered)
    }

    /// What the house did at its provider for the covered deals. A few were forgotten or filled for another size.
    /// - Parameter forgotten: the share of deals that were forgotten; half as many were filled for another size.
    func fills(seed: UInt64, forgotten: Double = 0.008) -> [ProviderFill] {
        var chance = Chance(seed: seed, purpose: 0x6C70_6669)
        return covered.compactMap { deal in
            guard let side = deal.side, !chance.happens(forgotten) else { return nil }
            let delay = Int64(chance.logNormal(median: 45, sigma: 0.6))
            let volume = chance.happens(forgotten / 2) ? Lots(units: deal.volume.units * 2) : deal.volume
            var fill = ProviderFill(
                fill: "LP1-\(deal.ticket)", provider: "LP1", symbol: deal.symbol, side: side, volume: volume, price: deal.priceGateway,
                time: deal.time + .milliseconds(delay))
            (fill.order, fill.deal) = (deal.order, deal.ticket)
            fill.commission = Money(rounding: -0.025 * deal.volume.statistic)
            return fill
        }
    }
}

extension Deal {
    init(_ booked: BookedDeal, _ server: TradingServer) {
        self.init(
            ticket: booked.ticket, login: server.accounts[booked.account].login, action: DealAction(booked.action),
            time: Timestamp(milliseconds: booked.time))
        (order, position, entry, reason) = (booked.order, booked.position, DealEntry(booked.entry), DealReason(booked.reason))
        symbol = booked.symbol >= 0 ? server.instrument(booked.symbol).name : ""
        (volume, price, profit) = (booked.lots, booked.price, booked.profit)
        (swap, commission) = (booked.storage, booked.commission)
        (priceSL, priceTP, priceGateway) = (booked.stopLoss, booked.takeProfit, booked.priceGateway)
        (marketBid, marketAsk) = (booked.marketBid, booked.marketAsk)
        (expert, comment) = (booked.expert, booked.comment)
        platformAction = Int32(truncatingIfNeeded: booked.action.rawValue)
    }
}

extension DealAction {
    fileprivate init(_ action: BookedDeal.Action) {
        self =
            switch action {
            case .buy: .buy
            case .sell: .sell
            case .balance: .balance
            case .credit: .credit
            case .charge: .charge
            case .correction: .correction
            case .bonus: .bonus
            case .agentDaily: .agent
            case .dividend: .dividend
            case .stopOutCompensation: .other
            }
    }
}

extension DealEntry {
    fileprivate init(_ entry: BookedDeal.Entry) {
        self =
            switch entry {
            case .opening: .in
            case .closing: .out
            case .reversal: .inOut
            case .closeBy: .outBy
            }
    }
}

extension DealReason {
    fileprivate init(_ reason: TradeReason) {
        self =
            switch reason {
            case .client: .client
            case .expert: .expert
            case .dealer: .dealer
            case .stopLoss: .stopLoss
            case .takeProfit: .takeProfit
            case .stopOut: .stopOut
            case .rollover: .rollover
            case .signal: .signal
            case .mobile: .mobile
            case .web: .web
            }
    }
}
