/// What the search for links keeps of one account that trades.
struct LinkMember: Sendable, BitwiseCopyable {
    /// The engine's number of the account.
    let account: Int32
    var ring = OpeningRing()
    var partners = PartnerTable()
    /// Watched pairs it is in; only with mirror pairs its closes matter.
    private(set) var copies: Int32 = 0
    private(set) var mirrors: Int32 = 0
    /// Of the newest openings, those of a declared signal subscription; both halve in time.
    private var signals: Int32 = 0
    private var counted: Int32 = 0
    /// The robot that opens most, and its lead over all others (the majority vote of Boyer and Moore).
    private(set) var expert: Int64 = 0
    private var lead: Int32 = 0

    init(account: Int32) { self.account = account }

    mutating func note(_ trade: borrowing LinkTrade) {
        ring.add(trade)
        counted += 1
        if trade.isSignal { signals += 1 }
        if counted >= 128 { (counted, signals) = (counted / 2, signals / 2) }
        if lead == 0 { expert = trade.expert }
        lead = trade.expert == expert ? min(lead + 1, 128) : lead - 1
    }

    func pairs(_ kind: LinkKind) -> Int32 { kind == .mirror ? mirrors : copies }

    mutating func countPair(_ kind: LinkKind, _ step: Int32) {
        if kind == .mirror { mirrors += step } else { copies += step }
    }

    /// Most of what it opens is placed by a declared signal subscription.
    var isSubscriber: Bool { counted > 0 && 2 * signals >= counted }
}
