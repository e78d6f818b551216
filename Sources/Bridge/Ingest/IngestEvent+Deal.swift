import Brokerage

extension IngestEvent {
    static let deal = IngestEvent(
        required: IngestFieldSet(.deal, .accountNumber, .action, .time),
        optional: IngestFieldSet(
            .symbol, .entry, .volume, .price, .position, .order, .profit, .swap, .commission, .fee, .reason, .priceSL, .priceTP,
            .priceRequested, .priceGateway, .marketBid, .marketAsk, .expert, .comment)
    ) { line, batch throws(IngestFault) in
        guard let action = dealAction(IngestWord(line.bytes(.action))) else {
            throw line.fault(
                .action, "buy, sell, balance, credit, charge, correction, bonus, commission, interest, dividend, tax, agent or other")
        }
        var deal = Deal(ticket: try line.ticket(.deal), login: try line.ticket(.accountNumber), action: action, time: try line.time(.time))
        if deal.side != nil {
            try takeTrade(line, &deal)
        } else {
            guard line.has(.profit) else { throw IngestFault(code: .missingField, detail: "profit is missing: it is the amount") }
            if line.has(.symbol) { deal.symbol = try line.text(.symbol, limit: 64) }
        }
        deal.profit = try line.exactOrZero(.profit)
        deal.swap = try line.exactOrZero(.swap)
        deal.commission = try line.exactOrZero(.commission)
        deal.fee = try line.exactOrZero(.fee)
        if line.has(.reason) {
            guard let reason = dealReason(IngestWord(line.bytes(.reason))) else { throw line.fault(.reason, "a deal's reason, or left out") }
            deal.reason = reason
        }
        if line.has(.comment) { deal.comment = try line.text(.comment) }
        batch.deals.append(deal)
    }

    private static let tradeFields = IngestFieldSet(.symbol, .entry, .volume, .price, .position)

    private static func takeTrade(_ line: borrowing IngestLine, _ deal: inout Deal) throws(IngestFault) {
        if let missing = tradeFields.subtracting(line.present).first {
            throw IngestFault(code: .missingField, detail: "\(missing.name) is missing: a trade needs it")
        }
        switch IngestWord(line.bytes(.entry)) {
        case "in": deal.entry = .in
        case "out": deal.entry = .out
        case "inout": deal.entry = .inOut
        case "out_by": deal.entry = .outBy
        default: throw line.fault(.entry, "in, out, inout or out_by")
        }
        deal.symbol = try line.word(.symbol)
        deal.volume = try line.volume(.volume)
        deal.price = try line.exact(.price)
        deal.position = try line.ticket(.position)
        deal.order = try line.optionalTicket(.order)
        deal.priceSL = try line.exactOrZero(.priceSL)
        deal.priceTP = try line.exactOrZero(.priceTP)
        deal.priceRequested = try line.exactOrZero(.priceRequested)
        deal.priceGateway = try line.exactOrZero(.priceGateway)
        deal.marketBid = try line.exactOrZero(.marketBid)
        deal.marketAsk = try line.exactOrZero(.marketAsk)
        deal.expert = try line.optionalTicket(.expert)
    }

    private static func dealAction(_ word: IngestWord) -> DealAction? {
        switch word {
        case "buy": .buy
        case "sell": .sell
        case "balance": .balance
        case "credit": .credit
        case "charge": .charge
        case "correction": .correction
        case "bonus": .bonus
        case "commission": .commission
        case "interest": .interest
        case "dividend": .dividend
        case "tax": .tax
        case "agent": .agent
        case "other": .other
        default: nil
        }
    }

    private static func dealReason(_ word: IngestWord) -> DealReason? {
        switch word {
        case "client": .client
        case "expert": .expert
        case "dealer": .dealer
        case "sl": .stopLoss
        case "tp": .takeProfit
        case "stop_out": .stopOut
        case "rollover": .rollover
        case "external": .external
        case "gateway": .gateway
        case "signal": .signal
        case "mobile": .mobile
        case "web": .web
        case "migration": .migration
        case "split": .split
        case "other": .other
        default: nil
        }
    }
}
