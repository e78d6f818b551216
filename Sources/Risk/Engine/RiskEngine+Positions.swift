import Brokerage

extension RiskEngine {
    /// Takes in the trading server's own word on an open position; volume zero says that it was closed. It holds until the next deal
    /// of that position.
    public mutating func apply(_ position: Position, account: AccountID) {
        guard let index = numbers[account], !position.symbol.isEmpty else { return }
        let number = market.instrument(position.symbol, connection: accounts[index].connection)
        let slot = accounts[index].history.positions.slot(of: position.ticket)
        let known = slot.map { accounts[index].history.positions[$0].deals } ?? 0
        forgetStatement(position.ticket, of: index)
        let statement = PositionStatement(
            instrument: number, isLong: position.side == .buy, lots: max(0, position.volume.units), price: position.priceOpen.units,
            openedAt: position.openedAt, priceSL: position.priceSL, priceTP: position.priceTP, swap: position.swap, deals: known)
        remember(statement, ticket: position.ticket, of: index)
        state(statement, ticket: position.ticket, of: index)
        mark(index)
    }

    /// Whether the server's word on a position still counts for something: its own while the position is open, or that it closed a
    /// position whose closing deal has not come.
    public func isStated(_ ticket: Int64, of account: AccountID) -> Bool {
        numbers[account].map { accounts[$0].statements[ticket] != nil } ?? false
    }

    private mutating func remember(_ statement: PositionStatement, ticket: Int64, of index: Int) {
        guard statement.lots > 0 || statement.deals > 0 else { return }
        accounts[index].statements[ticket] = statement
        if statement.lots > 0 { accounts[index].swap += statement.swap }
    }

    mutating func forgetStatement(_ ticket: Int64, of index: Int) {
        guard let old = accounts[index].statements.removeValue(forKey: ticket) else { return }
        if old.lots > 0 { accounts[index].swap -= old.swap }
    }

    /// Brings the position to what was stated, and the sums with it.
    mutating func state(_ statement: PositionStatement, ticket: Int64, of index: Int) {
        guard let slot = accounts[index].history.positions.slot(of: ticket) ?? open(statement, ticket: ticket, of: index) else { return }
        let before = accounts[index].history.positions[slot].holding
        let symbol = accounts[index].history.positions[slot].symbol
        accounts[index].history.positions[slot].state(statement.lots, at: statement.price)
        let after = accounts[index].history.positions[slot].holding
        if statement.lots == 0, accounts[index].history.positions[slot].isIncomplete { accounts[index].history.positions.remove(at: slot) }
        shift(index, symbol: symbol, removed: before, added: after)
    }

    /// A position of which no deal is known.
    private mutating func open(_ statement: PositionStatement, ticket: Int64, of index: Int) -> Int? {
        guard statement.lots > 0 else { return nil }
        let symbol = accounts[index].history.symbol(of: statement.instrument)
        return accounts[index].history.positions.insert(
            PositionLife(
                ticket: ticket, instrument: statement.instrument, symbol: symbol, isLong: statement.isLong,
                openedAt: statement.openedAt.microseconds))
    }

    /// A deal of the position came after its statement: the deals speak again.
    mutating func supersede(_ ticket: Int64, of index: Int) {
        guard !accounts[index].statements.isEmpty, accounts[index].statements[ticket] != nil else { return }
        guard let slot = accounts[index].history.positions.slot(of: ticket) else { return forgetStatement(ticket, of: index) }
        guard accounts[index].history.positions[slot].stated == nil else { return }
        accounts[index].statements[ticket]?.holds = false
    }
}
