/// Value at risk and expected shortfall of normal moves with mean zero (risk-domain 3.2).
struct ParametricRisk: Sendable, Equatable {
    /// The portfolio's deviation over the horizon, in USD.
    let deviation: Double
    let valueAtRisk: Double
    let expectedShortfall: Double
    /// What each factor adds to ``valueAtRisk``; they sum to it. Negative where a factor offsets the others.
    let components: [Double]

    /// - Parameters:
    ///   - exposures: USD by factor.
    ///   - covariance: of the factors' daily returns, row after row.
    ///   - confidence: above a half and below one.
    ///   - horizonDays: moves grow with the square root of it.
    init(exposures: [Double], covariance: [Double], confidence: Double, horizonDays: Double = 1) {
        let count = exposures.count
        var products = [Double](repeating: 0, count: count)
        for row in 0..<count {
            for column in 0..<count { products[row] += covariance[row * count + column] * exposures[column] }
        }
        let variance = zip(exposures, products).reduce(0) { $0 + $1.0 * $1.1 }
        let scale = max(0, horizonDays).squareRoot()
        let daily = max(0, variance).squareRoot()
        let z = Normal.quantile(confidence)
        deviation = daily * scale
        valueAtRisk = z * daily * scale
        expectedShortfall = daily * scale * Normal.density(z) / (1 - confidence)
        components = zip(exposures, products).map { daily > 0 ? z * scale * $0 * $1 / daily : 0 }
    }
}
