/// Who an account's openings fall together with most: a bounded count of heavy hitters (the space-saving algorithm).
///
/// A partner that has more than a sixteenth of all the weight is always in the table, so chance partners come and go while a copier,
/// who meets his source in most of its trades, stays.
struct PartnerTable: Sendable, BitwiseCopyable {
    static let size = 16
    /// Weight of meetings from which a pair is looked at.
    static let firstLook: Float = 2.5
    private static let raise: Float = 1.5

    private var partners = InlineArray<16, Int32>(repeating: -1)
    /// Weight with that of those it displaced: what decides who goes.
    private var weights = InlineArray<16, Float>(repeating: 0)
    /// The partner's own weight, by direction.
    private var copies = InlineArray<16, Float>(repeating: 0)
    private var mirrors = InlineArray<16, Float>(repeating: 0)
    /// Own weights at which the pair is looked at next.
    private var copyBars = InlineArray<16, Float>(repeating: PartnerTable.firstLook)
    private var mirrorBars = InlineArray<16, Float>(repeating: PartnerTable.firstLook)

    /// Counts a meeting. - Returns: whether the pair is due for a look.
    mutating func meet(_ partner: Int32, weight: Float, kind: LinkKind) -> Bool {
        let slot = slot(of: partner)
        weights[slot] += weight
        if kind == .mirror {
            mirrors[slot] += weight
            return mirrors[slot] >= mirrorBars[slot]
        }
        copies[slot] += weight
        return copies[slot] >= copyBars[slot]
    }

    /// Lets the pair wait until it has met half as often again.
    mutating func looked(at partner: Int32, kind: LinkKind) {
        guard let slot = find(partner) else { return }
        if kind == .mirror {
            mirrorBars[slot] = max(mirrors[slot], Self.firstLook) * Self.raise
        } else {
            copyBars[slot] = max(copies[slot], Self.firstLook) * Self.raise
        }
    }

    var known: [Int32] { (0..<Self.size).compactMap { partners[$0] >= 0 ? partners[$0] : nil } }

    /// Without leaving early: sixteen comparisons at once are faster than a few with branches.
    private func find(_ partner: Int32) -> Int? {
        var found = -1
        for slot in 0..<Self.size { found = partners[slot] == partner ? slot : found }
        return found >= 0 ? found : nil
    }

    /// Where the partner is; he takes the place of the lightest, and its weight, when he is new.
    private mutating func slot(of partner: Int32) -> Int {
        if let known = find(partner) { return known }
        var lightest = 0
        for slot in 1..<Self.size { lightest = weights[slot] < weights[lightest] ? slot : lightest }
        partners[lightest] = partner
        (copies[lightest], mirrors[lightest]) = (0, 0)
        (copyBars[lightest], mirrorBars[lightest]) = (Self.firstLook, Self.firstLook)
        return lightest
    }
}
