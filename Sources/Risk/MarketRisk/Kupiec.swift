import Glibc

/// How a count of exceptions is shown.
public enum BacktestLight: String, Sendable {
    case green, yellow, red
}

/// Whether losses passed the value at risk as often as they should (risk-domain 3.4).
struct Kupiec: Sendable, Equatable {
    /// The likelihood ratio, χ² with one degree of freedom.
    let ratio: Double
    let pValue: Double
    let light: BacktestLight

    /// - Parameters:
    ///   - exceptions: days on which the loss passed the forecast.
    ///   - n: days looked at.
    ///   - rate: the share of days on which it may, one less the confidence.
    init(exceptions: Int, of n: Int, rate: Double) {
        let (x, days) = (Double(min(max(exceptions, 0), max(n, 0))), Double(max(n, 0)))
        func logLikelihood(_ p: Double) -> Double { (x > 0 ? x * log(p) : 0) + (days - x > 0 ? (days - x) * log1p(-p) : 0) }
        let ratio = days > 0 ? max(0, -2 * (logLikelihood(rate) - logLikelihood(x / days))) : 0
        self.ratio = ratio
        pValue = erfc((ratio / 2).squareRoot())
        light = Self.light(exceptions: Int(x), of: Int(days), rate: rate)
    }

    /// The supervisors' zones: yellow from a count that a true model stays under on 95 % of occasions, red from 99.99 %. At 250 days and
    /// 1 % these are 0 to 4, 5 to 9, and 10 or more.
    private static func light(exceptions: Int, of n: Int, rate: Double) -> BacktestLight {
        var upTo = 0.0
        var term = Double(n) * log1p(-rate)
        for count in 0...max(exceptions, 0) {
            upTo += exp(term)
            guard count < n else { break }
            term += log(Double(n - count)) - log(Double(count + 1)) + log(rate) - log1p(-rate)
        }
        return upTo >= 0.9999 ? .red : upTo >= 0.95 ? .yellow : .green
    }
}
