/// Whether to keep one trade or to pass it on, by how likely it is toxic (risk-domain 4.6).
struct Internalisation: Sendable, Equatable {
    /// What a kept trade earns, in any unit of price.
    var halfSpread: Double
    /// What a toxic trade costs, in the same unit. Positive.
    var shock: Double
    /// What a unit of inventory costs, in the same unit.
    var inventoryPenalty: Double

    /// The toxicity below which the trade is kept: (𝔖−φ)/η + (2φ/η)·Q for a client's buy, with −Q for a sale. A trade that
    /// shrinks the house's position may be more toxic than one that adds to it.
    ///
    /// - Parameter inventory: the house's position in trades of this size, positive when long.
    /// - Returns: nil without a positive shock.
    func cutoff(inventory: Double, isBuy: Bool) -> Double? {
        guard shock > 0 else { return nil }
        let cutoff = (halfSpread - inventoryPenalty) / shock + 2 * inventoryPenalty / shock * (isBuy ? inventory : -inventory)
        return cutoff.isFinite ? cutoff : nil
    }

    /// Nil where there is no ``cutoff(inventory:isBuy:)`` or the toxicity is not a number.
    func keeps(toxicity: Double, inventory: Double, isBuy: Bool) -> Bool? {
        guard !toxicity.isNaN else { return nil }
        return cutoff(inventory: inventory, isBuy: isBuy).map { toxicity < $0 }
    }
}
