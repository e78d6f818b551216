import Brokerage

extension RiskEngine {
    /// Names the build that can read a snapshot. Bytes of another one, and bytes that anybody else may have touched, must not be given
    /// back.
    public static var snapshotLayout: String { SnapshotLayout.name }

    /// An account's newest deal; nil before the first.
    public func newestDeal(of account: AccountID) -> DealID? {
        guard let index = numbers[account], accounts[index].history.ledger.deals > 0 else { return nil }
        return accounts[index].history.ledger.newestID
    }

    /// What accounts' deals built, each as bytes for ``restore(_:snapshot:deals:markouts:)``. Only right after ``settle(at:)``, when
    /// nothing that was learned is still to be stored.
    /// - Returns: nil in the place of an account that can only be had by its deals.
    public func snapshots(of ids: [AccountID]) -> [[UInt8]?] {
        var places: [Int32: Int] = [:]
        for (place, id) in ids.enumerated() { if let index = numbers[id] { places[Int32(truncatingIfNeeded: index)] = place } }
        var waiting = [[WaitingDeal]](repeating: [], count: ids.count)
        for number in market.instruments.indices {
            market.instruments[number].track.forEachWaiting { deal in
                guard let place = places[deal.account], accounts[Int(deal.account)].generation == deal.generation else { return }
                waiting[place].append(WaitingDeal(instrument: Int32(truncatingIfNeeded: number), deal: deal))
            }
        }
        return zip(ids, waiting).map { id, waiting in
            guard let index = numbers[id], var state = AccountState(accounts[index], waiting: waiting) else { return nil }
            var coder = SnapshotCoder.writing()
            // Writing takes whatever there is.
            guard (try? state.code(&coder)) != nil else { return nil }
            return coder.bytes
        }
    }

    /// Takes up an account as it was, and what came since. The figures are those that all of its deals would give, bit for bit.
    /// - Parameters:
    ///   - snapshot: from ``snapshots(of:)`` of this build, unaltered.
    ///   - deals: those that are not in the snapshot, in order of (time, ticket).
    ///   - markouts: what was learned of those deals and of ``waitingDeals(in:)``, in any order.
    /// - Returns: false, and nothing changed, when the snapshot is none of this engine's or a deal belongs before its end.
    public mutating func restore(
        _ account: AccountID, snapshot: [UInt8], deals: [(id: DealID, deal: Deal)], markouts: [MarkoutFact]
    ) -> Bool {
        guard let index = numbers[account], let state = Self.state(snapshot), state.isSound(instruments: market.instruments.count),
            Self.follow(deals, state.history.ledger)
        else { return false }
        links.fallBehind()
        removeTotals(index)
        accounts[index].generation &+= 1
        accounts[index].history = state.history
        let ledger = state.history.ledger
        accounts[index].balance.resume(state.balance, derived: ledger.balance, deals: ledger.deals)
        accounts[index].credit.resume(state.credit, derived: ledger.credit, deals: ledger.deals)
        for symbol in state.history.symbols { market.instruments[symbol.instrument].isUsed = true }
        addTotals(index)
        newestDeal = max(newestDeal, ledger.lastTime)
        let facts = FactIndex(markouts, newestKnown: DealID(.max))
        for waiting in state.waiting { resume(waiting, of: index, facts) }
        for (id, deal) in deals { play(deal, id: id, of: index, facts: facts) }
        mark(index)
        return true
    }

    /// The deals of a snapshot that still waited for quotes: what was learned of them since must be given to
    /// ``restore(_:snapshot:deals:markouts:)``.
    public static func waitingDeals(in snapshot: [UInt8]) -> [DealID] {
        var ids: [DealID] = []
        for waiting in state(snapshot)?.waiting ?? [] where ids.last?.rawValue != waiting.deal.deal { ids.append(DealID(waiting.deal.deal)) }
        return ids
    }

    private static func state(_ snapshot: [UInt8]) -> AccountState? {
        var (state, coder) = (AccountState(), SnapshotCoder.reading(snapshot))
        do {
            try state.code(&coder)
        } catch {
            return nil
        }
        return coder.isAtEnd ? state : nil
    }

    /// Whether the deals come in order and none before what is in already.
    private static func follow(_ deals: [(id: DealID, deal: Deal)], _ ledger: Ledger) -> Bool {
        guard let first = deals.first, ledger.deals > 0 else { return true }
        return !ledger.isLate(first.deal)
    }

    /// Gives a deal what quotes taught of it since, and lets it wait for the rest.
    private mutating func resume(_ waiting: WaitingDeal, of index: Int, _ facts: FactIndex) {
        var deal = waiting.deal
        deal.account = Int32(truncatingIfNeeded: index)
        deal.generation = accounts[index].generation
        // The number of a tick is of a tape that is gone.
        deal.tick = -1
        let known = DealKnowledge(facts: facts.facts(of: DealID(deal.deal)), isReplay: true, mayLearn: false)
        if deal.isOpen, !deal.knows(MarkoutFact.beaten), let minute = FillFacts(known) {
            accounts[index].history.add(minute, of: deal)
        }
        for fact in known.facts where PendingDeal.bit(fact.kind) != 0 && !deal.knows(fact.kind) {
            deal.learn(fact.kind)
            accounts[index].history.add(deal.markout(at: fact.value.units), of: deal, kind: fact.kind)
        }
        market.instruments[Int(waiting.instrument)].track.wait(deal)
    }
}
