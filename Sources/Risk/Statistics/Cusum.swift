/// A one-sided cumulative sum that tells when a series has moved up (risk-domain 5.7).
struct Cusum: Sendable, BitwiseCopyable, Equatable {
    private(set) var sum: Float = 0
    /// Observations since the sum was last zero.
    private(set) var length: UInt16 = 0

    /// - Parameters:
    ///   - z: the observation in standard deviations from the mean before.
    ///   - slack: half the move that is to be found, in deviations.
    mutating func add(_ z: Double, slack: Double) {
        sum = max(0, sum + Float(z - slack))
        length = sum > 0 ? min(length, .max - 1) + 1 : 0
    }
}
