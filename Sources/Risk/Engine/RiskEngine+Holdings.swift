import Brokerage

extension RiskEngine {
    /// Takes what the account holds out of the sums over accounts, before its book or group changes or it is rebuilt.
    mutating func removeTotals(_ index: Int) {
        for position in accounts[index].history.symbols.indices {
            let symbol = accounts[index].history.symbols[position]
            guard symbol.holding != Holding() else { continue }
            total(index, symbol.instrument, removed: symbol.holding, added: Holding())
            if !symbol.holding.isEmpty { leave(index, position, symbol.instrument) }
        }
        if !accounts[index].isExcluded { forgetSlippage(index) }
    }

    mutating func addTotals(_ index: Int) {
        for position in accounts[index].history.symbols.indices {
            let symbol = accounts[index].history.symbols[position]
            guard symbol.holding != Holding() else { continue }
            total(index, symbol.instrument, removed: Holding(), added: symbol.holding)
            if !symbol.holding.isEmpty { enter(index, position, symbol.instrument) }
        }
        if !accounts[index].isExcluded { restoreSlippage(index) }
    }

    /// Moves an account's sums in one symbol, and those over accounts with them.
    mutating func shift(_ index: Int, symbol: Int, removed: Holding, added: Holding) {
        guard removed != added else { return }
        let (instrument, was, isEmpty) = accounts[index].history.withSymbol(symbol) { entry in
            let was = entry.holding.isEmpty
            entry.holding.remove(removed)
            entry.holding.add(added)
            return (entry.instrument, was, entry.holding.isEmpty)
        }
        total(index, instrument, removed: removed, added: added)
        guard was != isEmpty else { return }
        if isEmpty { leave(index, symbol, instrument) } else { enter(index, symbol, instrument) }
    }

    private mutating func total(_ index: Int, _ instrument: Int, removed: Holding, added: Holding) {
        markMoved(instrument)
        guard !accounts[index].isExcluded else { return }
        let book = accounts[index].book
        market.instruments[instrument].totals[book.position].remove(removed)
        market.instruments[instrument].totals[book.position].add(added)
        holders.move(instrument, removed: removed, added: added, group: accounts[index].groupNumber, isKept: book != .a)
    }

    /// The account holds its first of an instrument.
    private mutating func enter(_ index: Int, _ symbol: Int, _ instrument: Int) {
        let slot = holders.add(index, to: instrument)
        accounts[index].history.withSymbol(symbol) { $0.holderSlot = slot }
        accounts[index].heldSymbols += 1
        guard !accounts[index].isExcluded else { return }
        countClient(1, index, symbol, instrument)
        if accounts[index].heldSymbols == 1 { holders.count(1, book: accounts[index].book.position, group: accounts[index].groupNumber) }
    }

    /// The account holds no more of an instrument.
    private mutating func leave(_ index: Int, _ symbol: Int, _ instrument: Int) {
        let slot = accounts[index].history.symbols[symbol].holderSlot
        if let other = holders.remove(slot, from: instrument) {
            let position = accounts[other].history.symbol(of: instrument)
            accounts[other].history.withSymbol(position) { $0.holderSlot = slot }
        }
        accounts[index].history.withSymbol(symbol) { $0.holderSlot = -1 }
        accounts[index].heldSymbols -= 1
        guard !accounts[index].isExcluded else { return }
        countClient(-1, index, symbol, instrument)
        if accounts[index].heldSymbols == 0 { holders.count(-1, book: accounts[index].book.position, group: accounts[index].groupNumber) }
    }

    /// Counts the account with those who hold the underlying, unless another variant of it does already.
    private mutating func countClient(_ step: Int, _ index: Int, _ symbol: Int, _ instrument: Int) {
        let underlying = market.instruments[instrument].underlying
        let hasVariants = market.underlyings[underlying].members.count > 1
        guard !hasVariants || !holdsAnother(index, than: symbol, underlying) else { return }
        holders.count(step, underlying: underlying)
    }

    /// Whether the account holds another variant of the underlying.
    private func holdsAnother(_ index: Int, than symbol: Int, _ underlying: Int) -> Bool {
        let symbols = accounts[index].history.symbols
        return symbols.indices.contains {
            $0 != symbol && symbols[$0].holderSlot >= 0 && market.instruments[symbols[$0].instrument].underlying == underlying
        }
    }

    /// Counts anew who holds what of each underlying, when an instrument went over to another.
    mutating func recountClients() {
        holders.forgetClients()
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].heldSymbols > 0 {
            var seen: Set<Int> = []
            for symbol in accounts[index].history.symbols where symbol.holderSlot >= 0 {
                let underlying = market.instruments[symbol.instrument].underlying
                if seen.insert(underlying).inserted { holders.count(1, underlying: underlying) }
            }
        }
    }
}
