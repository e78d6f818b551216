/// The variance of a series whose older values fade (risk-domain 3.1): σ² ← λσ² + (1 − λ)r².
struct EwmaVariance: Sendable, BitwiseCopyable {
    /// What stays of yesterday's variance.
    static let lambda = 0.94

    private(set) var variance: Double
    private let lambda: Double

    /// - Parameter deviation: what is taken for the deviation before the first return.
    init(deviation: Double, lambda: Double = EwmaVariance.lambda) {
        variance = deviation * deviation
        self.lambda = lambda
    }

    var deviation: Double { variance.squareRoot() }

    mutating func add(_ value: Double) { variance = lambda * variance + (1 - lambda) * value * value }

    /// Weights of `n` returns, oldest first, that sum to one: the same recurrence without a start to be guessed.
    static func weights(_ n: Int, lambda: Double = EwmaVariance.lambda) -> [Double] {
        var weights = [Double](repeating: 0, count: n)
        var (weight, sum) = (1.0, 0.0)
        for position in weights.indices.reversed() {
            weights[position] = weight
            sum += weight
            weight *= lambda
        }
        return weights.map { $0 / sum }
    }
}
