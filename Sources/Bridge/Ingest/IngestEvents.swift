import Brokerage

/// One kind of event: which fields it must and may have, and how it becomes part of a batch.
struct IngestEvent: Sendable {
    var required: IngestFieldSet
    var allowed: IngestFieldSet
    var take: @Sendable (borrowing IngestLine, inout Batch) throws(IngestFault) -> Void

    init(
        required: IngestFieldSet, optional: IngestFieldSet = IngestFieldSet(),
        take: @escaping @Sendable (borrowing IngestLine, inout Batch) throws(IngestFault) -> Void
    ) {
        self.required = required
        allowed = required.union(optional).union(IngestFieldSet(.type))
        self.take = take
    }

    /// The kinds of the push ingest, by their `type`.
    static func named(_ word: IngestWord) -> IngestEvent? {
        switch word {
        case "deal": deal
        case "tick": tick
        case "position": position
        case "account": account
        case "symbol": symbol
        case "session": session
        case "transfer": transfer
        case "calendar": calendar
        case "lp_fill": providerFill
        default: nil
        }
    }

    static let tick = IngestEvent(required: IngestFieldSet(.symbol, .bid, .ask, .time), optional: IngestFieldSet(.feed)) {
        line, batch throws(IngestFault) in
        batch.ticks.append(
            Tick(
                symbol: try line.word(.symbol), bid: try line.exact(.bid), ask: try line.exact(.ask), time: try line.time(.time),
                feed: try line.optionalText(.feed, limit: 64)))
    }

    static let position = IngestEvent(
        required: IngestFieldSet(.position, .accountNumber, .symbol, .side, .volume, .priceOpen, .openedAt),
        optional: IngestFieldSet(.priceSL, .priceTP, .swap, .profit, .expert)
    ) { line, batch throws(IngestFault) in
        var position = Position(
            ticket: try line.ticket(.position), login: try line.ticket(.accountNumber), symbol: try line.word(.symbol), side: try line.side(.side),
            volume: try line.volume(.volume, allowingZero: true), priceOpen: try line.exact(.priceOpen), openedAt: try line.time(.openedAt))
        position.priceSL = try line.exactOrZero(.priceSL)
        position.priceTP = try line.exactOrZero(.priceTP)
        position.swap = try line.exactOrZero(.swap)
        position.profit = try line.optionalExact(.profit)
        position.expert = try line.optionalInteger(.expert, 0...Int64.max) ?? 0
        batch.positions.append(position)
    }

    static let account = IngestEvent(
        required: IngestFieldSet(.accountNumber, .group, .currency, .leverage),
        optional: IngestFieldSet(
            .name, .country, .email, .ib, .registeredAt, .status, .balance, .credit, .equity, .margin, .floating, .stopOutLevel, .book)
    ) { line, batch throws(IngestFault) in
        var account = Account(login: try line.ticket(.accountNumber))
        account.group = try line.text(.group)
        account.currency = try line.word(.currency, limit: 16)
        account.leverage = Int(try line.integer(.leverage, 0...100_000))
        account.name = try line.optionalText(.name)
        account.country = try line.optionalText(.country)
        account.email = try line.optionalText(.email)
        account.introducer = try line.optionalText(.ib)
        account.registeredAt = try line.optionalTime(.registeredAt)
        account.status = try line.optionalText(.status)
        account.balance = try line.optionalExact(.balance)
        account.credit = try line.optionalExact(.credit)
        account.equity = try line.optionalExact(.equity)
        account.margin = try line.optionalExact(.margin)
        account.floating = try line.optionalExact(.floating)
        account.stopOutLevel = try line.optionalExact(.stopOutLevel).map { (level: Quantity) in level.statistic }
        if line.has(.book) {
            guard let book = Book(rawValue: try line.text(.book)) else { throw line.fault(.book, "A, B or C") }
            account.book = book
        }
        batch.accounts.append(account)
    }

    static let symbol = IngestEvent(
        required: IngestFieldSet(.symbol, .digits, .contractSize, .base, .profitCurrency, .marginCurrency),
        optional: IngestFieldSet(.description, .path, .tickSize, .tickValue, .swapLong, .swapShort)
    ) { line, batch throws(IngestFault) in
        var symbol = Symbol(
            name: try line.word(.symbol), digits: Int(try line.integer(.digits, 0...8)), contractSize: try line.exact(.contractSize),
            base: try line.word(.base), profitCurrency: try line.word(.profitCurrency, limit: 16),
            marginCurrency: try line.word(.marginCurrency, limit: 16))
        guard symbol.contractSize > .zero else { throw line.fault(.contractSize, "a number above zero") }
        symbol.description = try line.optionalText(.description)
        symbol.path = try line.optionalText(.path)
        symbol.tickSize = try line.optionalExact(.tickSize)
        symbol.tickValue = try line.optionalExact(.tickValue)
        symbol.swapLong = try line.optionalExact(.swapLong)
        symbol.swapShort = try line.optionalExact(.swapShort)
        batch.symbols.append(symbol)
    }

    static let session = IngestEvent(
        required: IngestFieldSet(.accountNumber, .time, .ip), optional: IngestFieldSet(.device, .application)
    ) { line, batch throws(IngestFault) in
        batch.sessions.append(
            ClientSession(
                login: try line.ticket(.accountNumber), time: try line.time(.time), address: try line.word(.ip),
                device: try line.optionalText(.device), application: try line.optionalText(.application)))
    }

    static let transfer = IngestEvent(
        required: IngestFieldSet(.accountNumber, .time, .method, .amount), optional: IngestFieldSet(.reference)
    ) { line, batch throws(IngestFault) in
        batch.transfers.append(
            Transfer(
                login: try line.ticket(.accountNumber), time: try line.time(.time), method: try line.word(.method),
                amount: try line.exact(.amount), reference: try line.optionalText(.reference)))
    }

    static let calendar = IngestEvent(required: IngestFieldSet(.time, .currency, .impact, .title)) { line, batch throws(IngestFault) in
        batch.calendar.append(
            CalendarEvent(
                time: try line.time(.time), currency: try line.word(.currency, limit: 16), impact: try line.word(.impact),
                title: try line.text(.title)))
    }

    static let providerFill = IngestEvent(
        required: IngestFieldSet(.fill, .lp, .symbol, .side, .volume, .price, .time), optional: IngestFieldSet(.order, .deal, .commission)
    ) { line, batch throws(IngestFault) in
        var fill = ProviderFill(
            fill: try line.word(.fill), provider: try line.word(.lp), symbol: try line.word(.symbol), side: try line.side(.side),
            volume: try line.volume(.volume), price: try line.exact(.price), time: try line.time(.time))
        fill.order = try line.optionalInteger(.order, 1...Int64.max)
        fill.deal = try line.optionalInteger(.deal, 1...Int64.max)
        fill.commission = try line.optionalExact(.commission)
        batch.fills.append(fill)
    }
}
