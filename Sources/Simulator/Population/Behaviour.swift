/// The way a simulated client trades. The raw values stand in the truth file.
public enum Behaviour: String, Sendable, CaseIterable {
    /// No skill: a small edge against itself before costs.
    case noise
    /// Doubles after a loss, starts again after a win.
    case martingale
    /// Adds at even distances against the price, closes the basket in profit.
    case grid
    /// Holds for seconds, without an edge.
    case scalper
    /// A small, real edge at one hour.
    case swing
    /// Trades around economic releases.
    case news
    /// Trades the true price before the broker's feed shows it.
    case latency
    /// As latency, but holds for minutes to look innocent.
    case latencyHidden = "latency_hidden"
    /// Collects swaps on a basket whose price risk cancels.
    case swapArbitrage = "swap_arbitrage"
    /// One of two accounts that gamble bonuses against each other.
    case bonusPair = "bonus_pair"
    /// Repeats what its leader does.
    case copier
    /// Does the opposite of its partner.
    case mirror
    /// Introduces clients and does not trade.
    case agent
    /// The house's own account.
    case coverage
}
