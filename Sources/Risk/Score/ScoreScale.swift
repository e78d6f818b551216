import Glibc

/// From log-odds to points (risk-domain 8.1).
struct ScoreScale: Sendable {
    /// Version of the weights and bounds of every ``ScoreTerm``. It rises with each change of them.
    static let version = 4
    /// Round trips under which the score is held under ``fewDataCap``.
    static let enoughTrips = 10
    static let fewDataCap = 59.0

    /// Log-odds of a client of whom nothing is known.
    let base: Double

    /// - Parameter baseRate: share of clients that turn out harmful; one decimal of the log-odds is kept, as 10 % gives −2.2.
    init(baseRate: Double) {
        let rate = min(max(baseRate, 0.001), 0.999)
        base = (log(rate / (1 - rate)) * 10).rounded() / 10
    }

    var basePoints: Double { points(base) }

    /// 0 to 100, not rounded.
    func points(_ logOdds: Double) -> Double { 100 / (1 + exp(-logOdds)) }

    /// The points of each contribution: they share the distance from the base in proportion, so that all sum to the score.
    func share(_ contributions: [Double]) -> [Double] {
        let sum = contributions.reduce(0, +)
        let moved = points(base + sum) - basePoints
        // Contributions that cancel out leave no distance to share; the slope of the curve is what the share tends to.
        let factor = abs(sum) > 1e-9 ? moved / sum : basePoints * (1 - basePoints / 100)
        guard contributions.contains(where: { $0 != 0 }) else { return contributions.map { _ in 0 } }
        return contributions.map { $0 * factor }
    }
}
