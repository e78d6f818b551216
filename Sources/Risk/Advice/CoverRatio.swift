/// Covering a client in part (risk-domain 8.3).
enum CoverRatio {
    /// The smallest share to cover that brings the client's part of the value at risk under its limit; zero when it is under it.
    /// - Parameters:
    ///   - contribution: the client's part of the value at risk, uncovered. What he takes away from it is negative.
    static func needed(contribution: Double, limit: Double) -> Double {
        guard contribution > max(limit, 0) else { return 0 }
        return 1 - max(limit, 0) / contribution
    }
}
