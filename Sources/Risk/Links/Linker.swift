/// The search for accounts that trade together (risk-domain 7.1 to 7.3), as trades arrive.
///
/// Each opening looks only at the last two minutes of its underlying. Whom an account meets often goes into its ``PartnerTable``; a
/// pair that met more often than chance is put to the ``PairTest`` and, if it stands, watched. All depends on the trades in order of
/// (time, deal) alone, so a live run and one from the file arrive at the same state, bit for bit.
struct Linker: Sendable, SnapshotPart {
    /// Trades came that are older than what still finds its place, or were changed: everything must be taken in anew.
    private(set) var isBehind = false
    private(set) var members: [LinkMember] = []
    private(set) var copies = PairBook(.copy)
    private(set) var mirrors = PairBook(.mirror)
    /// Rises whenever a pair was examined.
    private(set) var revision = 0
    private var timeline = LinkTimeline()
    private var flows: [OpeningFlow] = []
    /// The account's position in ``members``; −1 for one that never opened.
    private var slots: [Int32] = []
    /// Members whose openings are mostly by this robot.
    private(set) var robots: [Int64: Int32] = [:]

    /// log10 of the probability from which a pair is watched.
    private static let watched = -4.0
    private static let watchedMirror = -3.0
    /// Matched share under which no pair is.
    private static let watchedSimilarity = 0.15
    /// And above which it no longer is.
    private static let dropped = -2.0
    /// Examinations of a pair for which one shifting in time is good.
    private static let unshifted: Int32 = 8
    /// Openings after which an account's pairs are examined even if they did not meet.
    private static let period = 32

    /// Everything but that it is behind: what is behind is not kept.
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&members)
        try coder.part(&copies)
        try coder.part(&mirrors)
        try coder.value(&revision)
        try coder.part(&timeline)
        try coder.parts(&flows, empty: OpeningFlow())
        try coder.list(&slots)
        var numbers = robots.keys.sorted()
        var counts = numbers.map { robots[$0] ?? 0 }
        try coder.list(&numbers)
        try coder.list(&counts)
        guard coder.isReading else { return }
        isBehind = false
        robots = Dictionary(zip(numbers, counts), uniquingKeysWith: { $1 })
        let known = -1..<members.count
        guard slots.allSatisfy({ known.contains(Int($0)) }) else { throw SnapshotError() }
    }

    /// Takes a trade in; what waited long enough is worked off.
    mutating func add(_ trade: LinkTrade) {
        guard timeline.insert(trade) else {
            isBehind = true
            return
        }
        while let next = timeline.removeFirst() { take(next) }
    }

    /// What was linked no longer agrees with the stored deals.
    mutating func fallBehind() { isBehind = true }

    /// Forgets everything, before all trades come again in order.
    mutating func restart() {
        let next = revision + 1
        self = Linker()
        revision = next
    }

    func member(of account: Int) -> Int? {
        guard slots.indices.contains(account), slots[account] >= 0 else { return nil }
        return Int(slots[account])
    }

    // MARK: One trade

    private mutating func take(_ trade: LinkTrade) {
        if trade.isOpening { open(trade) } else { close(trade) }
    }

    private mutating func open(_ trade: LinkTrade) {
        let me = enter(Int(trade.account))
        noteHabits(trade, of: me)
        let flow = Int(trade.underlying)
        while flows.count <= flow { flows.append(OpeningFlow()) }
        if !trade.isRelease {
            for position in flows[flow].recent(at: trade.time).reversed() {
                let other = flows[flow].openings[position]
                guard other.account != trade.account, !other.isRelease else { continue }
                meet(trade, other, me)
            }
        }
        flows[flow].add(trade)
        if members[Int(me)].ring.total.isMultiple(of: Self.period) { review(me) }
    }

    private mutating func enter(_ account: Int) -> Int32 {
        while slots.count <= account { slots.append(-1) }
        if slots[account] >= 0 { return slots[account] }
        slots[account] = Int32(members.count)
        // Doubling would leave half of a large array unused.
        if members.count == members.capacity { members.reserveCapacity(members.count + members.count / 8 + 16) }
        members.append(LinkMember(account: Int32(account)))
        return slots[account]
    }

    private mutating func noteHabits(_ trade: LinkTrade, of me: Int32) {
        let before = members[Int(me)].ring.total > 0 ? members[Int(me)].expert : 0
        members[Int(me)].note(trade)
        let after = members[Int(me)].expert
        guard before != after else { return }
        if before != 0, let users = robots[before] { robots[before] = users > 1 ? users - 1 : nil }
        if after != 0 { robots[after, default: 0] += 1 }
    }

    /// Two openings of one underlying within the reach of each other; `other` was first.
    private mutating func meet(_ trade: LinkTrade, _ other: LinkTrade, _ me: Int32) {
        let kind: LinkKind = trade.isLong == other.isLong ? .copy : .mirror
        guard kind == .mirror || !trade.isCrowded && !other.isCrowded else { return }
        guard let weight = Self.weight(trade.time - other.time, kind), let them = member(of: Int(other.account)).map({ Int32($0) }) else { return }
        let isDue = members[Int(me)].partners.meet(them, weight: weight, kind: kind)
        let isDueToo = members[Int(them)].partners.meet(me, weight: weight, kind: kind)
        let isPaired = members[Int(me)].pairs(kind) > 0
        if isPaired, let watched = kind == .mirror ? mirrors.position(me, them) : copies.position(me, them) {
            follow(watched, kind, trade, other, isNewerFirst: me < them)
        } else if isDue || isDueToo {
            glance(me, them, kind)
        }
    }

    /// How much a meeting at that lag (in microseconds) says: the farther apart, the likelier by chance.
    private static func weight(_ lag: Int64, _ kind: LinkKind) -> Float? {
        switch (kind, lag) {
        case (.mirror, ...3_000_000): 1
        case (.mirror, ...15_000_000): 0.5
        case (.mirror, ...60_000_000): 0.25
        case (.mirror, _): nil
        case (_, ...2_000_000): 1
        case (_, ...10_000_000): 0.5
        case (_, ...30_000_000): 0.3
        default: 0.1
        }
    }

    // MARK: Pairs

    private func book(_ kind: LinkKind) -> PairBook { kind == .mirror ? mirrors : copies }

    private mutating func withBook<Result>(_ kind: LinkKind, _ change: (inout PairBook) -> Result) -> Result {
        kind == .mirror ? change(&mirrors) : change(&copies)
    }

    private func test(_ a: Int32, _ b: Int32, _ kind: LinkKind) -> PairTest? {
        PairTest(members[Int(a)].ring, members[Int(b)].ring, kind: kind)
    }

    /// Looks whether a pair that often meets is worth watching.
    private mutating func glance(_ me: Int32, _ them: Int32, _ kind: LinkKind) {
        members[Int(me)].partners.looked(at: them, kind: kind)
        members[Int(them)].partners.looked(at: me, kind: kind)
        let (a, b) = (min(me, them), max(me, them))
        // Pairs of few trades are wanted too where they are opposite.
        let bar = kind == .mirror ? Self.watchedMirror : Self.watched
        guard let test = test(a, b, kind) else { return }
        let first = test.glance()
        guard first.log10P <= bar, first.similarity >= Self.watchedSimilarity else { return }
        let finding = test.examine()
        guard finding.log10P <= bar, makeRoom(for: finding, kind) else { return }
        var record = PairRecord(a: a, b: b, finding: finding)
        record.opened = opened(a, b)
        _ = withBook(kind) { $0.insert(record) }
        countPair(a, b, kind, 1)
        revision &+= 1
    }

    /// One watched pair an account is enough, as true pairs are few; the weakest gives way.
    private mutating func makeRoom(for finding: PairFinding, _ kind: LinkKind) -> Bool {
        guard book(kind).records.count >= max(64, members.count), let weakest = book(kind).weakest else { return true }
        guard finding.log10P < book(kind).records[weakest].finding.log10P else { return false }
        drop(weakest, kind)
        return true
    }

    private mutating func drop(_ position: Int, _ kind: LinkKind) {
        let record = book(kind).records[position]
        withBook(kind) { $0.remove(at: position) }
        countPair(record.a, record.b, kind, -1)
        revision &+= 1
    }

    private mutating func countPair(_ a: Int32, _ b: Int32, _ kind: LinkKind, _ step: Int32) {
        members[Int(a)].countPair(kind, step)
        members[Int(b)].countPair(kind, step)
    }

    /// A watched pair met again.
    private mutating func follow(_ position: Int, _ kind: LinkKind, _ trade: LinkTrade, _ other: LinkTrade, isNewerFirst: Bool) {
        let (first, second) = isNewerFirst ? (trade, other) : (other, trade)
        let isDue = withBook(kind) { book in
            let window = book.records[position].finding.window
            let lag = (second.time - first.time) / 1000
            guard lag >= Int64(window.low), lag <= Int64(window.high) else { return false }
            book.withRecord(position) { $0.meet(first, second) }
            book.withLedger(position) { $0.open(first, second) }
            let record = book.records[position]
            return record.fresh >= max(2, record.finding.matches / 8)
        }
        if isDue { examine(position, kind) }
    }

    /// - Returns: whether the pair stays watched.
    @discardableResult
    private mutating func examine(_ position: Int, _ kind: LinkKind) -> Bool {
        let record = book(kind).records[position]
        let test = test(record.a, record.b, kind)
        let quick = record.unshifted < Self.unshifted ? test?.reexamine(record.finding) : nil
        var finding = quick ?? test?.examine() ?? PairFinding()
        guard finding.log10P <= Self.dropped else {
            drop(position, kind)
            return false
        }
        finding.since = min(finding.since, record.finding.since)
        let opened = opened(record.a, record.b)
        withBook(kind) { book in
            book.withRecord(position) { record in
                record.finding = finding
                record.fresh = 0
                record.unshifted = quick == nil ? 0 : record.unshifted + 1
                record.opened = opened
            }
        }
        revision &+= 1
        return true
    }

    /// Examines the account's watched pairs anew: one of the two may have gone its own way. Who stopped trading did not, and what was found
    /// of him while he traded stands.
    private mutating func review(_ me: Int32) {
        for kind in [LinkKind.copy, .mirror] where members[Int(me)].pairs(kind) > 0 {
            for partner in members[Int(me)].partners.known {
                guard let position = book(kind).position(me, partner) else { continue }
                let record = book(kind).records[position]
                let opened = opened(record.a, record.b)
                if opened.a > record.opened.a, opened.b > record.opened.b { examine(position, kind) }
            }
        }
    }

    /// Openings ever of two accounts.
    private func opened(_ a: Int32, _ b: Int32) -> (a: Int, b: Int) { (members[Int(a)].ring.total, members[Int(b)].ring.total) }

    private mutating func close(_ trade: LinkTrade) {
        guard let me = member(of: Int(trade.account)), members[me].mirrors > 0, trade.position != 0 else { return }
        for partner in members[me].partners.known {
            guard let position = mirrors.position(Int32(me), partner) else { continue }
            mirrors.withLedger(position) { $0.close(trade, isFirst: Int32(me) < partner) }
        }
    }
}
