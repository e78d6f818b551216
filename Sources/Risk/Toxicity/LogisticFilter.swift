/// Logistic regression that learns online: a diagonal extended Kalman filter (risk-domain 4.7).
///
/// Per weight, S ← S + x²·p(1−p) and w ← w + x(y−p)/S. Where several inputs meet, each weight's step is also divided by what all of them
/// together already explain, 1 + p(1−p)·Σx²/S, as the Kalman gain has it: for a single input that is the same formula. The precision S
/// leaks back to its start, so that the filter follows a market that changes.
struct LogisticFilter: Sendable, BitwiseCopyable {
    /// The prior precision of a weight: 16 lets all inputs together say about e^±1.4 before anything was learnt.
    static let prior: Float = 16
    /// Labels after which most of the old evidence is forgotten.
    static let memory: Float = 8_000
    /// No weight grows beyond.
    static let weightLimit: Float = 8

    private(set) var weights: SIMD32<Float>
    private(set) var precisions: SIMD32<Float>
    private let start: Float

    init(prior: Float = Self.prior) {
        (weights, precisions, start) = (.zero, SIMD32(repeating: prior), prior)
    }

    init?(weights: SIMD32<Float>, precisions: SIMD32<Float>) {
        self.init()
        for place in 0..<32 {
            guard abs(weights[place]) <= Self.weightLimit, precisions[place] >= start, precisions[place] < 1e9 else { return nil }
        }
        (self.weights, self.precisions) = (weights, precisions)
    }

    /// The log-odds that the inputs add to the offset.
    func logit(_ inputs: SIMD32<Float>) -> Float { (weights * inputs).total }

    /// Learns from one label. The offset is the log-odds before the inputs had their say.
    mutating func learn(_ inputs: SIMD32<Float>, offset: Float, isToxic: Bool) {
        let p = Logit.probability(Logit.held(offset + logit(inputs)))
        let spread = max(p * (1 - p), 1e-4)
        let gains = inputs / precisions
        let step = ((isToxic ? 1 : 0) - p) / (1 + spread * (gains * inputs).total)
        weights = (weights + gains * step).held
        precisions += inputs * inputs * spread - (precisions - start) * (1 / Self.memory)
    }
}

extension SIMD32<Float> {
    /// The sum of all lanes, always added in the same order.
    var total: Float { (lowHalf + highHalf).total }
}

extension SIMD16<Float> {
    /// The sum of all lanes, always added in the same order.
    var total: Float {
        let eight = lowHalf + highHalf
        let four = eight.lowHalf + eight.highHalf
        return (four[0] + four[2]) + (four[1] + four[3])
    }
}
