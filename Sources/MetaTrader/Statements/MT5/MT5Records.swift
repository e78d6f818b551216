import Brokerage

/// Reads one record of an MT5 report's tables.
enum MT5Records {
    static func deal(_ fields: ReportRow, warnings: inout [String]) throws(StatementError) -> MT5Document.DealRow {
        let line = fields.row.line
        let word = fields.text(.action)
        let entryWord = fields.text(.entry)
        let entry = entryWord.isEmpty ? DealEntry.in : DealWords.entry(entryWord)
        guard let entry else { throw .row(line, "“\(entryWord.shortened)” is no direction of a deal") }
        let kind = try kind(word, fields, warnings: &warnings)
        var deal = Deal(ticket: try ticket(fields), login: 0, action: kind.action, time: try fields.time(.time))
        deal.platformAction = kind.platformAction
        deal.entry = entry
        deal.symbol = fields.text(.symbol)
        deal.volume = try fields.volume()
        deal.price = try fields.figure(.price)
        deal.order = try fields.integer(.order)
        deal.commission = try fields.figure(.commission)
        deal.fee = try fields.figure(.fee)
        deal.swap = try fields.figure(.swap)
        deal.profit = try fields.figure(.profit)
        deal.comment = fields.text(.comment)
        deal.reason = DealWords.reason(comment: deal.comment) ?? .client
        if deal.side != nil, deal.symbol.isEmpty || deal.volume.isZero {
            throw .row(line, "the deal \(deal.ticket) trades without a symbol or a volume")
        }
        let balance: Money? = fields.has(.balance) ? try fields.figure(.balance) : nil
        return MT5Document.DealRow(line: line, deal: deal, balance: balance)
    }

    /// A type that is not known is kept as `other` when the row is an operation on the balance, and refused when it trades.
    private static func kind(_ word: String, _ fields: ReportRow, warnings: inout [String]) throws(StatementError) -> DealWords.Kind {
        if let kind = DealWords.kind(word) { return kind }
        guard !word.isEmpty, !fields.has(.entry) || fields.text(.symbol).isEmpty else {
            throw .row(fields.row.line, "“\(word.shortened)” is no type of deal that is known")
        }
        warnings.append("Line \(fields.row.line): the type “\(word.shortened)” is not known; the row counts as another operation on the balance.")
        return DealWords.Kind(action: .other, platformAction: -1)
    }

    private static func ticket(_ fields: ReportRow) throws(StatementError) -> Int64 {
        let ticket = try fields.integer(.ticket)
        guard ticket > 0, ticket < Int64.max / 16 else { throw .row(fields.row.line, "the number \(ticket) is out of range") }
        return ticket
    }

    private static func side(_ fields: ReportRow) throws(StatementError) -> Side {
        guard let side = Side(name: fields.text(.action).lowercased()) else {
            throw .row(fields.row.line, "“\(fields.text(.action).shortened)” is no side of a position")
        }
        return side
    }

    static func closedPosition(_ fields: ReportRow) throws(StatementError) -> MT5Document.ClosedPosition {
        MT5Document.ClosedPosition(
            line: fields.row.line, ticket: try ticket(fields), symbol: fields.text(.symbol), side: try side(fields), volume: try fields.volume(),
            openedAt: try fields.time(.time), priceOpen: try fields.figure(.price), priceSL: try fields.figure(.stopLoss),
            priceTP: try fields.figure(.takeProfit), closedAt: try fields.time(.closeTime), priceClose: try fields.figure(.closePrice),
            commission: try fields.figure(.commission), fee: try fields.figure(.fee), swap: try fields.figure(.swap),
            profit: try fields.figure(.profit), comment: fields.row.hidden.first ?? fields.text(.comment))
    }

    static func openPosition(_ fields: ReportRow) throws(StatementError) -> Position {
        var position = Position(
            ticket: try ticket(fields), login: 0, symbol: fields.text(.symbol), side: try side(fields), volume: try fields.volume(),
            priceOpen: try fields.figure(.price), openedAt: try fields.time(.time))
        position.priceSL = try fields.figure(.stopLoss)
        position.priceTP = try fields.figure(.takeProfit)
        position.swap = try fields.figure(.swap)
        position.profit = try fields.figure(.profit)
        return position
    }
}
