/// When a client's trades are covered instead of kept.
public enum CoverPolicy: Sendable, Equatable {
    /// When covering earns more with a probability of 80 % or more (risk-domain 8.3).
    case advice
    /// From a score on, 0 to 100.
    case score(atLeast: Int)
    /// Trade by trade, when the models' probability at the fill that it is toxic outweighs the half-spread (risk-domain 4.6). `shock` is what
    /// a toxic trade costs, in half-spreads. Trades without a forecast are kept; the house's inventory is left out.
    case toxicity(shock: Double)
}
