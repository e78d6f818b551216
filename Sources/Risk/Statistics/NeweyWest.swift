/// The error of the mean of a series whose neighbours hang together.
enum NeweyWest {
    /// The standard error with Bartlett's weights, and never less than the plain s/√n: on short series it may fall far under it
    /// (risk-domain 4.3).
    static func error(_ values: [Double], lags: Int) -> Double { max(plain(values), raw(values, lags: lags)) }

    /// s/√n; infinite for fewer than two.
    static func plain(_ values: [Double]) -> Double {
        guard values.count > 1 else { return .infinity }
        let away = deviations(values)
        let n = Double(values.count)
        return (away.reduce(0) { $0 + $1 * $1 } / (n - 1) / n).squareRoot()
    }

    /// Newey and West's own figure, which may be too small.
    static func raw(_ values: [Double], lags: Int) -> Double {
        guard values.count > 1 else { return .infinity }
        let away = deviations(values)
        let n = Double(values.count)
        var sum = away.reduce(0) { $0 + $1 * $1 }
        for lag in 1..<max(1, min(lags, values.count - 1)) + 1 where lag <= lags {
            var products = 0.0
            for index in lag..<values.count { products += away[index] * away[index - lag] }
            sum += 2 * (1 - Double(lag) / Double(lags + 1)) * products
        }
        return max(0, sum).squareRoot() / n
    }

    private static func deviations(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.map { $0 - mean }
    }
}
