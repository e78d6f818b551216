import Glibc

/// What one model's forecasts of one month and horizon were worth, in sums.
struct ToxicityTally: Sendable, BitwiseCopyable {
    var scores = ScoreHistogram()
    var calibration = InlineArray<10, CalibrationCell>(repeating: CalibrationCell())
    /// Σ (p − y)².
    var squaredError = 0.0
    /// Σ −ln of the probability of what came true.
    var logLoss = 0.0
    /// What the house would have gained by passing on the tenth ranked highest, in basis points times trades.
    var gain = 0.0
    /// Trades in ``gain``.
    var gainCount = 0.0

    mutating func add(_ logit: Float, isToxic: Bool) {
        let p = Logit.probability(logit)
        scores.add(ScoreHistogram.bin(logit), isToxic: isToxic)
        calibration[min(Int(p * 10), 9)].add(p, isToxic: isToxic)
        let error = Double(isToxic ? 1 - p : p)
        squaredError += error * error
        logLoss += Double(-logf(isToxic ? p : 1 - p))
    }
}

/// Forecasts of nearly the same probability, and what came of them.
struct CalibrationCell: Sendable, BitwiseCopyable {
    var forecasts = 0.0
    var toxic: UInt32 = 0
    var n: UInt32 = 0

    mutating func add(_ probability: Float, isToxic: Bool) {
        forecasts += Double(probability)
        if isToxic { toxic &+= 1 }
        n &+= 1
    }
}
