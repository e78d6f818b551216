import Brokerage

/// What the search for links has found and what it still goes by, with the accounts that it speaks of by number.
struct LinkState: SnapshotPart {
    var links: Linker
    private var accounts: [AccountID]

    init(_ links: Linker, accounts: [AccountID]) { (self.links, self.accounts) = (links, accounts) }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&accounts)
        try coder.part(&links)
    }

    /// Whether an engine with these accounts, in this order, numbers them alike.
    func isOf(_ others: [AccountID]) -> Bool { others.starts(with: accounts) }

    /// Whether every member is an account.
    var isSound: Bool { links.members.allSatisfy { accounts.indices.contains(Int($0.account)) } }
}

extension RiskEngine {
    /// The state of the search for links, as bytes for ``restore(links:later:)``; nil while ``isLinkingBehind``.
    public func linkSnapshot() -> [UInt8]? {
        guard !links.isBehind else { return nil }
        var (state, coder) = (LinkState(links, accounts: accounts.map(\.id)), SnapshotCoder.writing())
        // Writing takes whatever there is.
        guard (try? state.code(&coder)) != nil else { return nil }
        return coder.bytes
    }

    /// Takes up the search for links where an earlier run of this build left it. To be called after the accounts came back.
    /// - Parameters:
    ///   - snapshot: from ``linkSnapshot()`` of this build, unaltered.
    ///   - later: the trades that came since, in order of (time, id); others among them are passed over.
    /// - Returns: false, and nothing changed, when the snapshot is none of this engine's.
    public mutating func restore(
        links snapshot: [UInt8], later: some Sequence<(id: DealID, deal: Deal, account: AccountID)>
    ) -> Bool {
        var (state, coder) = (LinkState(Linker(), accounts: []), SnapshotCoder.reading(snapshot))
        do {
            try state.code(&coder)
        } catch {
            return false
        }
        guard coder.isAtEnd, state.isSound, state.isOf(accounts.map(\.id)) else { return false }
        links = state.links
        link(all: later)
        return true
    }

    /// Takes over the links that a copy of this engine has found with ``relink(_:)`` meanwhile.
    /// - Parameter later: the trades that came since the copy was made, in order of (time, id).
    public mutating func adopt(linksOf other: RiskEngine, later: some Sequence<(id: DealID, deal: Deal, account: AccountID)>) {
        links = other.links
        link(all: later)
    }

    private mutating func link(all deals: some Sequence<(id: DealID, deal: Deal, account: AccountID)>) {
        for (id, deal, account) in deals {
            guard let index = numbers[account], deal.isTrade else { continue }
            link(deal, id, of: index, market.instrument(deal.symbol, connection: accounts[index].connection))
        }
    }
}
