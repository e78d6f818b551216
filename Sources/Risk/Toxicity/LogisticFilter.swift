/// Inputs of a model, four to a lane of the processor.
typealias Quads<let count: Int> = InlineArray<count, SIMD4<Float>>

/// Logistic regression that learns online: a diagonal extended Kalman filter (risk-domain 4.7).
///
/// Per weight, S ← S + x²·p(1−p) and w ← w + x(y−p)/S. Where several inputs meet, each weight's step is also divided by what all of them
/// together already explain, 1 + p(1−p)·Σx²/S, as the Kalman gain has it: for a single input that is the same formula. The precision S
/// leaks back to its start, so that the filter follows a market that changes.
struct LogisticFilter<let quads: Int>: Sendable, BitwiseCopyable {
    private(set) var weights = Quads<quads>(repeating: .zero)
    private(set) var precisions: Quads<quads>
    private let prior: SIMD4<Float>

    init(prior: Float = FilterLimits.prior) {
        self.prior = SIMD4(repeating: prior)
        precisions = Quads<quads>(repeating: self.prior)
    }

    /// The log-odds that the inputs add to the offset.
    func logit(_ inputs: borrowing Quads<quads>) -> Float {
        var sum = SIMD4<Float>.zero
        for quad in 0..<quads { sum += weights[quad] * inputs[quad] }
        return sum.total
    }

    /// Learns from one label. The offset is the log-odds before the inputs had their say.
    /// - Returns: how far the label was from what was expected, −1 to 1.
    @discardableResult
    mutating func learn(_ inputs: borrowing Quads<quads>, offset: Float, isToxic: Bool) -> Float {
        var sum = SIMD4<Float>.zero
        var explained = SIMD4<Float>.zero
        for quad in 0..<quads {
            sum += weights[quad] * inputs[quad]
            explained += inputs[quad] * inputs[quad] / precisions[quad]
        }
        let p = Logit.probability(Logit.held(offset + sum.total))
        let spread = max(p * (1 - p), 1e-4)
        let error = (isToxic ? 1 : 0) - p
        let step = error / (1 + spread * explained.total)
        let limit = FilterLimits.weight
        for quad in 0..<quads {
            let (input, precision) = (inputs[quad], precisions[quad])
            let weight = weights[quad] + input / precision * step
            weights[quad] = (weight * weight).total <= limit * limit ? weight : weight.held(from: -limit, to: limit)
            precisions[quad] = precision + input * input * spread - (precision - prior) * FilterLimits.leak
        }
        return error
    }
}

/// What every ``LogisticFilter`` keeps to.
enum FilterLimits {
    /// The prior precision of a weight: 16 lets all inputs together say about e^±1.4 before anything was learnt.
    static let prior: Float = 16
    /// One by the labels after which most of the old evidence is forgotten.
    static let leak: Float = 1 / 8_000
    /// No weight grows beyond.
    static let weight: Float = 8
}

extension SIMD4<Float> {
    /// The sum of the lanes, always added in the same order.
    var total: Float { (self[0] + self[2]) + (self[1] + self[3]) }

    /// Each lane inside the bounds.
    func held(from low: Float, to high: Float) -> SIMD4<Float> {
        SIMD4(
            Swift.min(Swift.max(self[0], low), high), Swift.min(Swift.max(self[1], low), high),
            Swift.min(Swift.max(self[2], low), high), Swift.min(Swift.max(self[3], low), high))
    }
}
