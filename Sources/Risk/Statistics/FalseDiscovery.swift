import Glibc

/// Findings among many clients that were all tested the same way (risk-domain 5.6).
enum FalseDiscovery {
    /// The largest p-value that Benjamini and Hochberg's procedure accepts; nil when none passes. Values that are no probabilities are
    /// left out of the count.
    /// - Parameters:
    ///   - rate: expected share of false ones among the findings.
    ///   - logs: common logarithms of the p-values, in any order.
    static func cutoff(_ logs: [Double], rate: Double) -> Double? {
        let sorted = logs.filter { $0 <= 0 }.sorted()
        let (m, limit) = (Double(sorted.count), log10(rate))
        for (index, value) in sorted.enumerated().reversed() where value <= limit + log10(Double(index + 1) / m) { return value }
        return nil
    }
}
