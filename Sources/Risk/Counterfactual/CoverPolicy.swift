/// When a client's trades are covered instead of kept.
public enum CoverPolicy: Sendable, Equatable {
    /// When covering earns more with a probability of 80 % or more (risk-domain 8.3).
    case advice
    /// From a score on, 0 to 100.
    case score(atLeast: Int)
}
