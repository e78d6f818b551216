import Brokerage

extension RiskEngine {
    /// Takes in a fill of the house at a liquidity provider, each once, in order of time. From the first fill in a symbol on, the house's
    /// exposure in it is minus all clients with what providers hold, instead of minus the clients it keeps.
    public mutating func apply(_ fill: ProviderFill, on connection: ConnectionID) {
        guard fill.volume > .zero, !fill.symbol.isEmpty else { return }
        let number = market.instrument(fill.symbol, connection: market.connection(connection))
        providers.add(fill, instrument: number)
        markMoved(number)
        guard isWatchingCover else { return }
        if let ticket = tickets.add(fill, connection: connection, underlying: market.instruments[number].underlying) { finish(ticket) }
    }

    /// Whether deals and fills are compared as they come: not while a file is read or old history taken in, when one half comes long before
    /// the other.
    var isWatchingCover: Bool { !isHistory && now > .distantPast }

    /// Looks for the cover of deals and for the deals of fills: after a start, with what the file holds of the last minutes. Deals and
    /// fills that come in later are looked at as they come.
    public mutating func reconcile(deals: [(id: DealID, deal: Deal, account: AccountID)], fills: [(fill: ProviderFill, connection: ConnectionID)]) {
        for (id, deal, account) in deals {
            guard let index = numbers[account], deal.isTrade else { continue }
            seekCover(deal, id, of: index, market.instrument(deal.symbol, connection: accounts[index].connection))
        }
        for (fill, connection) in fills where fill.volume > .zero && !fill.symbol.isEmpty {
            let number = market.instrument(fill.symbol, connection: market.connection(connection))
            if let ticket = tickets.add(fill, connection: connection, underlying: market.instruments[number].underlying) { finish(ticket) }
        }
    }

    /// A deal that should have a provider's fill: of book A, or sent to a gateway.
    mutating func seekCover(_ deal: borrowing Deal, _ id: DealID, of index: Int, _ number: Int) {
        guard !accounts[index].isExcluded, deal.reason.isTrade, accounts[index].book == .a || !deal.priceGateway.isZero else { return }
        let connection = market.connections[accounts[index].connection]
        let ticket = tickets.add(
            deal, id: id, account: accounts[index].id, connection: connection, underlying: market.instruments[number].underlying)
        if let ticket { finish(ticket) }
    }

    private mutating func finish(_ ticket: CoverTicket) {
        if breakOf(ticket) != nil { tickets.keep(ticket) }
    }

    /// What is wrong with a complete ticket.
    private func breakOf(_ ticket: CoverTicket) -> (kind: TicketBreak.Kind, detail: String)? {
        let coverage = settings.coverage
        if ticket.clientIsLong != ticket.providerIsLong { return (.side, "the provider's fill is on the other side") }
        if ticket.gatewayPrice != 0, let member = market.underlyings[ticket.underlying].members.first {
            let pips = (Double(ticket.providerPrice) - Double(ticket.gatewayPrice)) / 1e8 / market.pip(of: member, settings.marketRisk)
            if abs(pips) > coverage.pricePips {
                let (own, other) = (Price(units: ticket.gatewayPrice), Price(units: ticket.providerPrice))
                return (.price, "the trading server noted \(own), the provider filled at \(other)")
            }
        }
        let apart = Duration.microseconds(ticket.providerTime.subtractingSaturated(ticket.clientTime).magnitude.clamped)
        if apart > coverage.time { return (.time, "deal and fill are \(apart.microseconds / 1_000_000) s apart") }
        return nil
    }

    /// Book A against the providers, one row a symbol, sorted by symbol. Empty while no fill is known.
    public func coverage() -> [CoverageRow] {
        guard providers.hasFills else { return [] }
        return market.underlyings.indices.compactMap { coverageRow($0) }.sorted { $0.symbol < $1.symbol }
    }

    private func coverageRow(_ underlying: Int) -> CoverageRow? {
        var (clients, provider, isKnown) = (Int64(0), Int64(0), false)
        var (usd, pip): (Double?, Double?) = (0, 0)
        for number in market.underlyings[underlying].members {
            let held = market.instruments[number].totals[0].netLots
            let position = providers.position(of: number)
            isKnown = isKnown || held != 0 || position != nil
            clients &+= held
            provider &+= position?.lots ?? 0
            let apart = held &- (position?.lots ?? 0)
            guard apart != 0 else { continue }
            usd = usd.flatMap { sum in market.netUSD(lots: apart, of: number).map { sum + $0 } }
            let one = Holding(isLong: apart > 0, lots: abs(apart), cost: 0)
            pip = pip.flatMap { sum in pipValue(of: one, number, Currencies.usd).map { sum + $0 } }
        }
        guard isKnown else { return nil }
        let since = providers.apartSince(underlying).map { Timestamp(microseconds: $0) }
        return CoverageRow(
            symbol: market.underlyings[underlying].name, clientLots: Lots(units: clients), providerLots: Lots(units: provider),
            coverage: clients != 0 ? Double(provider) / Double(clients) : nil, breakUSD: usd.map(abs), usdPerPip: pip.map(abs), since: since,
            severity: since.flatMap { settings.coverage.severity(age: now - $0) }, reason: usd == nil ? .noConversion : nil)
    }

    /// At a settlement: whether clients and providers went apart in a symbol, or came together.
    mutating func watchCover(_ underlying: Int) -> SymbolCover? {
        guard providers.hasFills, var row = coverageRow(underlying) else { return nil }
        let isApart = abs(row.breakLots.statistic) > settings.coverage.lots || row.breakUSD ?? 0 > settings.coverage.usd
        if !isApart { providers.setApart(underlying, since: nil) } else if providers.apartSince(underlying) == nil {
            providers.setApart(underlying, since: now.microseconds)
        }
        row.since = providers.apartSince(underlying).map { Timestamp(microseconds: $0) }
        return SymbolCover(row, now: now)
    }

    /// Deals and fills that do not meet, oldest first: those that wait longer than is tolerated, then those that met and differ.
    public func ticketBreaks() -> [TicketBreak] {
        guard tickets.hasLinks else { return [] }
        let waiting = tickets.waiting.compactMap { ticket -> TicketBreak? in
            let since = Timestamp(microseconds: ticket.firstTime)
            guard let severity = settings.coverage.severity(age: now - since) else { return nil }
            let kind: TicketBreak.Kind = ticket.providerLots == 0 ? .unmatchedDeal : ticket.clientLots == 0 ? .unmatchedFill : .size
            let detail = switch kind {
            case .unmatchedDeal: "no fill of a provider names this deal or its order"
            case .unmatchedFill: "no deal of a client is known by the number that the fill names"
            default: "clients \(Lots(units: ticket.clientLots)) lots, provider \(Lots(units: ticket.providerLots))"
            }
            return row(ticket, kind, severity, detail)
        }
        let finished = tickets.finished.compactMap { ticket in breakOf(ticket).map { row(ticket, $0.kind, .warning, $0.detail) } }
        return waiting + finished
    }

    private func row(_ ticket: CoverTicket, _ kind: TicketBreak.Kind, _ severity: AlertSeverity, _ detail: String) -> TicketBreak {
        TicketBreak(
            kind: kind, symbol: market.underlyings[ticket.underlying].name, account: ticket.account, deal: ticket.deal, fill: ticket.fill,
            lots: Lots(units: max(ticket.clientLots, ticket.providerLots)), since: Timestamp(microseconds: ticket.firstTime), severity: severity,
            detail: detail)
    }
}

extension UInt64 {
    /// The value held at the end of the signed range.
    fileprivate var clamped: Int64 { Int64(exactly: self) ?? .max }
}
