import Brokerage

/// What is kept of one account so that its deals need not be read again: everything they built, and what still waits for quotes.
struct AccountState: SnapshotPart {
    var history = ClientHistory()
    var balance = StatedSum()
    var credit = StatedSum()
    /// Deals that wait for quotes.
    var waiting: [WaitingDeal] = []

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.part(&history)
        try coder.value(&balance)
        try coder.value(&credit)
        try coder.list(&waiting)
    }

    init() {}

    /// The account without the server's own words on positions, which the file holds apart. Nil when a position of which the opening is
    /// unknown has had deals: what they count for can only be told by the deals.
    init?(_ account: ClientAccount, waiting: [WaitingDeal]) {
        guard account.history.positions.lives.allSatisfy({ !$0.isIncomplete || $0.deals == 0 }) else { return nil }
        history = account.history
        history.forgetStatements()
        (balance, credit) = (account.balance, account.credit)
        self.waiting = waiting
    }

    /// Whether every number in it names something that there is.
    func isSound(instruments: Int) -> Bool {
        let symbols = history.symbols.count
        return history.symbols.allSatisfy { (0..<instruments).contains($0.instrument) }
            && history.positions.lives.allSatisfy { (0..<instruments).contains($0.instrument) && (0..<symbols).contains($0.symbol) }
            && waiting.allSatisfy { (0..<instruments).contains(Int($0.instrument)) && (0..<symbols).contains(Int($0.deal.symbol)) }
    }
}

/// A deal that waits for quotes of its symbol.
struct WaitingDeal: BitwiseCopyable {
    var instrument: Int32
    var deal: PendingDeal
}
