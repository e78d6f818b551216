import Bridge
import Brokerage
import Risk
import Tenancy

/// Brings one delivery into the tenant's file and the risk engine, inside a transaction that its caller holds open.
///
/// When it throws, the file is rolled back by the caller, and the state, which is then ahead of the file, must be loaded anew.
struct DeliveryCommit {
    let delivery: Delivery
    let connection: ConnectionID
    /// The trading server's name as users see it.
    let server: String
    let writer: TenantWriter
    let now: Timestamp

    private var receipt = Receipt()
    /// Accounts whose history changed elsewhere than at its end.
    private var rewritten: Set<AccountID> = []
    /// Stated positions that a deal may have closed or changed.
    private var touched: [AccountID: Set<Int64>] = [:]

    init(delivery: Delivery, connection: ConnectionID, server: String, writer: TenantWriter, now: Timestamp) {
        (self.delivery, self.connection, self.server, self.writer, self.now) = (delivery, connection, server, writer, now)
    }

    mutating func run(on state: inout DeskState) throws -> Receipt {
        state.engine.isHistory = delivery.isHistory
        try takeSymbols(&state)
        try takeAccounts(&state)
        try takeDealsAndTicks(&state)
        try takeDeletions(&state)
        try rebuildRewritten(&state)
        try settleTouched(&state)
        try takePositions(&state)
        try takeOpenPositions(&state)
        try takeClientEvents(&state)
        for (key, value) in delivery.cursors { try writer.saveCursor(key, value, of: connection) }
        return receipt
    }

    // MARK: Symbols and accounts

    private mutating func takeSymbols(_ state: inout DeskState) throws {
        for symbol in delivery.batch.symbols {
            receipt.accepted += 1
            let key = DeskState.SymbolKey(connection: connection, name: symbol.name)
            guard state.symbols[key] != symbol else { continue }
            try writer.save(symbol: symbol, connection: connection)
            state.symbols[key] = symbol
            state.engine.define(symbol, on: connection)
        }
    }

    private mutating func takeAccounts(_ state: inout DeskState) throws {
        for account in delivery.batch.accounts {
            receipt.accepted += 1
            try enter(account, &state)
        }
    }

    /// Stores what is newly stated of an account, which is entered when it is new.
    @discardableResult
    private func enter(_ stated: Account, _ state: inout DeskState) throws -> AccountID {
        let known = state.accounts.id(of: stated.login, on: connection).flatMap { state.accounts[$0] }
        let account = known?.isErased == true ? stated.anonymous : stated
        let merged = known?.stated.merging(account) ?? account
        if let known, known.stated == merged, known.server == server { return known.id }
        let isScored = known?.isScored ?? state.hasRoomForScored
        let id = try writer.upsert(account: account, connection: connection, server: server, scored: isScored, at: now)
        state.accounts.put(
            .init(id: id, connection: connection, server: server, stated: merged, isScored: isScored, isErased: known?.isErased ?? false))
        state.engine.update(account, id: id, on: connection, scored: isScored)
        return id
    }

    /// The account of a number; one of which nothing is known yet is entered with its number alone.
    private func account(_ login: Int64, _ state: inout DeskState) throws -> AccountID {
        if let id = state.accounts.id(of: login, on: connection) { return id }
        return try enter(Account(login: login), &state)
    }

    // MARK: Deals and ticks

    private mutating func takeDealsAndTicks(_ state: inout DeskState) throws {
        let fresh = try storeDeals(&state)
        let ticks = delivery.batch.ticks
        receipt.accepted += ticks.count
        guard !ticks.isEmpty else {
            for deal in fresh { apply(deal, &state) }
            return
        }
        // A deal must find the quotes up to its own time and none after it.
        let byTime = fresh.sorted { ($0.deal.time, $0.id) < ($1.deal.time, $1.id) }
        let sortedTicks = ticks.sorted { $0.time < $1.time }
        var next = 0
        for deal in byTime {
            while next < sortedTicks.count, sortedTicks[next].time <= deal.deal.time {
                state.engine.apply(sortedTicks[next], on: connection)
                next += 1
            }
            apply(deal, &state)
        }
        while next < sortedTicks.count {
            state.engine.apply(sortedTicks[next], on: connection)
            next += 1
        }
        try writer.save(lastTicks: newest(sortedTicks), connection: connection)
    }

    private struct FreshDeal {
        var id: DealID
        var account: AccountID
        var deal: Deal
    }

    /// Stores the deals and gives back those that are new, in the order they came.
    private mutating func storeDeals(_ state: inout DeskState) throws -> [FreshDeal] {
        let deals = delivery.batch.deals
        guard !deals.isEmpty else { return [] }
        var rows: [(deal: Deal, account: AccountID)] = []
        rows.reserveCapacity(deals.count)
        for deal in deals { rows.append(try row(deal, &state)) }
        let outcomes = try writer.insert(deals: rows, connection: connection)
        var fresh: [FreshDeal] = []
        fresh.reserveCapacity(deals.count)
        defer { state.keeper.note(deals: fresh.count, of: fresh.lazy.map(\.account)) }
        for (row, outcome) in zip(rows, outcomes) {
            switch outcome {
            case .inserted(let id):
                receipt.accepted += 1
                fresh.append(FreshDeal(id: id, account: row.account, deal: row.deal))
            case .duplicate:
                receipt.duplicates += 1
            case .changed(let id, _):
                receipt.accepted += 1
                try correct(row.deal, id, row.account)
            }
        }
        return fresh
    }

    /// A deal with its account; without its comment when the client was erased.
    private func row(_ deal: Deal, _ state: inout DeskState) throws -> (deal: Deal, account: AccountID) {
        let owner = try account(deal.login, &state)
        guard !deal.comment.isEmpty, isErased(owner, state) else { return (deal, owner) }
        var silent = deal
        silent.comment = ""
        return (silent, owner)
    }

    private func isErased(_ account: AccountID, _ state: DeskState) -> Bool { state.accounts[account]?.isErased ?? false }

    private mutating func correct(_ deal: Deal, _ id: DealID, _ account: AccountID) throws {
        if let owner = try writer.reader.deal(deal.ticket, connection)?.account { rewritten.insert(owner) }
        try writer.correct(deal, account: account, connection: connection, at: now)
        try writer.deleteMarkouts(of: id)
        rewritten.insert(account)
    }

    private mutating func apply(_ fresh: FreshDeal, _ state: inout DeskState) {
        if state.positions[fresh.account]?[fresh.deal.position] != nil { touched[fresh.account, default: []].insert(fresh.deal.position) }
        guard !rewritten.contains(fresh.account), !state.engine.isLate(fresh.deal, account: fresh.account) else {
            rewritten.insert(fresh.account)
            state.engine.notice(fresh.deal, id: fresh.id, account: fresh.account)
            return
        }
        state.engine.apply(fresh.deal, id: fresh.id, account: fresh.account)
    }

    private func newest(_ ticks: [Tick]) -> [Tick] {
        struct Key: Hashable {
            var symbol: String
            var feed: String?
        }
        var newest: [Key: Tick] = [:]
        for tick in ticks { newest[Key(symbol: tick.symbol, feed: tick.feed)] = tick }
        return Array(newest.values)
    }

    // MARK: History that changed

    private mutating func takeDeletions(_ state: inout DeskState) throws {
        var gone = Set(delivery.batch.deletedDeals)
        for window in delivery.windows {
            let owner = window.login.flatMap { state.accounts.id(of: $0, on: connection) }
            if window.login != nil, owner == nil { continue }
            let stored = try writer.reader.tickets(of: connection, account: owner, from: window.from, to: window.to)
            gone.formUnion(stored.filter { !window.tickets.contains($0) })
        }
        for ticket in gone {
            guard let (deal, account) = try writer.markDeleted(connection, ticket: ticket, at: now) else { continue }
            receipt.accepted += 1
            try writer.deleteMarkouts(of: deal)
            rewritten.insert(account)
        }
    }

    private func rebuildRewritten(_ state: inout DeskState) throws {
        for account in rewritten { try state.rebuild(account, with: writer, overruled: touched[account] ?? []) }
    }

    // MARK: Positions

    /// Deals have the last word on a position: what was stated before them is brought up to date or forgotten.
    private func settleTouched(_ state: inout DeskState) throws {
        for (account, tickets) in touched {
            let open = Dictionary(state.engine.positions(of: account).map { ($0.ticket, $0) }, uniquingKeysWith: { $1 })
            for ticket in tickets { try settle(ticket, open[ticket], of: account, &state) }
        }
    }

    private func settle(_ ticket: Int64, _ now: PositionFigures?, of account: AccountID, _ state: inout DeskState) throws {
        guard var stated = state.positions[account]?[ticket] else { return }
        guard let now else {
            state.positions[account]?[ticket] = nil
            return try writer.delete(position: ticket, account: account)
        }
        (stated.side, stated.volume, stated.priceOpen, stated.profit) = (now.side, now.volume, now.priceOpen, nil)
        state.positions[account]?[ticket] = stated
        try writer.save(position: stated, account: account)
    }

    private mutating func takePositions(_ state: inout DeskState) throws {
        for position in delivery.batch.positions {
            receipt.accepted += 1
            let owner = try account(position.login, &state)
            try note(position, of: owner, &state)
        }
    }

    private func note(_ position: Position, of account: AccountID, _ state: inout DeskState) throws {
        guard state.positions[account]?[position.ticket] != position else { return }
        state.engine.apply(position, account: account)
        guard state.engine.isStated(position.ticket, of: account) else {
            // It is closed and no deal of it is known: there is nothing to remember.
            guard state.positions[account]?.removeValue(forKey: position.ticket) != nil else { return }
            return try writer.delete(position: position.ticket, account: account)
        }
        state.positions[account, default: [:]][position.ticket] = position
        try writer.save(position: position, account: account)
    }

    /// Closes what the server no longer has.
    private func takeOpenPositions(_ state: inout DeskState) throws {
        guard let open = delivery.openPositions else { return }
        for entry in state.accounts.all(on: connection, logins: open.logins) {
            for position in state.engine.positions(of: entry.id) where !open.tickets.contains(position.ticket) {
                let closed = Position(
                    ticket: position.ticket, login: entry.stated.login, symbol: position.symbol, side: position.side, volume: .zero,
                    priceOpen: position.priceOpen, openedAt: position.openedAt)
                try note(closed, of: entry.id, &state)
            }
        }
    }

    // MARK: The rest

    private mutating func takeClientEvents(_ state: inout DeskState) throws {
        let batch = delivery.batch
        for session in batch.sessions {
            let owner = try account(session.login, &state)
            if isErased(owner, state) { continue }
            if try writer.insert(session: session, account: owner) { state.engine.apply(session, account: owner) }
        }
        for transfer in batch.transfers {
            let owner = try account(transfer.login, &state)
            if isErased(owner, state) { continue }
            if try writer.insert(transfer: transfer, account: owner) { state.engine.apply(transfer, account: owner) }
        }
        for event in batch.calendar {
            try writer.save(calendar: event)
            state.engine.apply(event)
        }
        for fill in batch.fills {
            if try writer.insert(fill: fill, connection: connection) { state.engine.apply(fill, on: connection) }
        }
        receipt.accepted += batch.sessions.count + batch.transfers.count + batch.calendar.count + batch.fills.count
    }
}
