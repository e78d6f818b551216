/// Who an account's openings fall together with most: a bounded count of heavy hitters (the space-saving algorithm).
///
/// A partner that has more than a sixteenth of all the weight is always in the table, so chance partners come and go while a copier,
/// who meets his source in most of its trades, stays.
struct PartnerTable: Sendable, BitwiseCopyable {
    static let size = 16
    /// Weight of meetings from which a pair is looked at.
    static let firstLook: Float = 2.5
    private static let raise: Float = 1.5
    /// Mirror pairs often have few trades: they are looked at more often.
    private static let mirrorRaise: Float = 1.25

    private var partners = InlineArray<16, Int32>(repeating: -1)
    /// Weight with that of those it displaced: what decides who goes.
    private var weights = InlineArray<16, Float>(repeating: 0)
    private var meetings = InlineArray<16, Meetings>(repeating: Meetings())

    /// What is known of one partner, side by side: what is looked at together lies together.
    private struct Meetings: Sendable, BitwiseCopyable {
        /// The partner's own weight, by direction.
        var copies: Float = 0
        var mirrors: Float = 0
        /// Own weights at which the pair is looked at next.
        var copyBar = PartnerTable.firstLook
        var mirrorBar = PartnerTable.firstLook

        /// - Returns: whether the pair is due for a look.
        mutating func add(_ weight: Float, _ kind: LinkKind) -> Bool {
            if kind == .mirror {
                mirrors += weight
                return mirrors >= mirrorBar
            }
            copies += weight
            return copies >= copyBar
        }

        mutating func looked(_ kind: LinkKind) {
            if kind == .mirror { mirrorBar = max(mirrors, firstLook) * mirrorRaise } else { copyBar = max(copies, firstLook) * raise }
        }
    }

    /// Counts a meeting. - Returns: whether the pair is due for a look.
    mutating func meet(_ partner: Int32, weight: Float, kind: LinkKind) -> Bool {
        let slot = slot(of: partner)
        weights[slot] += weight
        return meetings[slot].add(weight, kind)
    }

    /// Lets the pair wait until it has met half as often again.
    mutating func looked(at partner: Int32, kind: LinkKind) {
        guard let slot = Self.find(partner, in: partners.span) else { return }
        meetings[slot].looked(kind)
    }

    var known: [Int32] { (0..<Self.size).compactMap { partners[$0] >= 0 ? partners[$0] : nil } }

    /// Where the partner is; he takes the place of the lightest, and its weight, when he is new.
    private mutating func slot(of partner: Int32) -> Int {
        if let known = Self.find(partner, in: partners.span) { return known }
        let lightest = Self.lightest(in: weights.span)
        partners[lightest] = partner
        meetings[lightest] = Meetings()
        return lightest
    }

    // An element of an inline array is had by a copy of all, and a question to a value that changes by a copy of the value; a span is
    // read where it lies.

    /// Without leaving early: sixteen comparisons at once are faster than a few with branches.
    private static func find(_ partner: Int32, in partners: Span<Int32>) -> Int? {
        var found = -1
        for slot in 0..<size { found = partners[slot] == partner ? slot : found }
        return found >= 0 ? found : nil
    }

    /// The first of the lightest. Weights are never negative: such numbers compare as their bits do, and those compare four at once.
    private static func lightest(in weights: Span<Float>) -> Int {
        var least = Int32.max
        for slot in 0..<size { least = min(least, Int32(bitPattern: weights[slot].bitPattern)) }
        var lightest = 0
        for slot in (0..<size).reversed() { lightest = Int32(bitPattern: weights[slot].bitPattern) == least ? slot : lightest }
        return lightest
    }
}
