import Brokerage

/// A balance (or credit) as the trading server stated it, against the sum of the account's deals.
///
/// A statement and the deals it includes arrive separately, in either order, so neither may simply be added to the other. The
/// statement holds until the deals reach the same sum; from then on they are in step and the deals move it, until a
/// statement disagrees again.
struct StatedSum: Sendable, Equatable {
    private var stated: Money?
    private var isInStep = true
    /// Deals known when it was stated: only later ones can bring it into step.
    private var deals = 0

    mutating func state(_ sum: Money, derived: Money, deals: Int) {
        (stated, self.deals) = (sum, deals)
        isInStep = sum == derived
    }

    var isStated: Bool { stated != nil }

    /// After each deal.
    mutating func follow(_ derived: Money, deals: Int) {
        guard !isInStep, deals >= self.deals, stated == derived else { return }
        isInStep = true
    }

    /// Before all deals are applied anew.
    mutating func restart() { if stated != nil { isInStep = false } }

    /// Takes up where a snapshot left, unless another sum was stated since.
    mutating func resume(_ earlier: StatedSum, derived: Money, deals: Int) {
        if earlier.stated == stated { self = earlier } else if let stated { state(stated, derived: derived, deals: deals) }
    }

    func value(_ derived: Money) -> Money { isInStep ? derived : stated ?? derived }
}
