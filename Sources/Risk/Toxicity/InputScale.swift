/// Brings features to mean zero and deviation one, by moments that slowly forget.
///
/// Heavy tails go through a logarithm first. What is not known, and what has hardly been seen, becomes the mean: zero.
struct InputScale: Sendable, BitwiseCopyable {
    /// Moments are over about this many newest trades.
    private static let memory: Float = 20_000
    /// Trades that must have shown a feature before it counts.
    private static let fewest: Float = 20
    /// Standardised values end here.
    private static let limit: Float = 5
    /// Inputs are whole multiples of one by this.
    static let step: Float = 16

    private(set) var counts = InlineArray<31, Float>(repeating: 0)
    private(set) var means = InlineArray<31, Float>(repeating: 0)
    private(set) var variances = InlineArray<31, Float>(repeating: 0)

    init() {}

    /// The models' inputs for a trade, the last of them the constant one; then the trade is added to the moments.
    mutating func take(_ features: borrowing TradeFeatures) -> SIMD32<Int8> {
        var inputs = SIMD32<Int8>(repeating: 0)
        for place in 0..<TradeFeature.count {
            let value = Self.seen(features.values[place], place)
            guard value.isFinite else { continue }
            inputs[place] = standardised(value, place)
            add(value, place)
        }
        inputs[TradeFeature.count] = Int8(Self.step)
        return inputs
    }

    private func standardised(_ value: Float, _ place: Int) -> Int8 {
        guard counts[place] >= Self.fewest else { return 0 }
        let away = (value - means[place]) / (variances[place] + 1e-6).squareRoot()
        return Int8((min(max(away, -Self.limit), Self.limit) * Self.step).rounded())
    }

    private mutating func add(_ value: Float, _ place: Int) {
        counts[place] = min(counts[place] + 1, Self.memory)
        let rate = 1 / counts[place]
        let away = value - means[place]
        means[place] += rate * away
        variances[place] = (1 - rate) * (variances[place] + rate * away * away)
    }

    /// The value with its tail drawn in; NaN for what makes no sense.
    private static func seen(_ value: Float, _ place: Int) -> Float {
        guard value.isFinite else { return .nan }
        if place < TradeFeature.firstMagnitude { return value < 0 ? -log2(1 - value) : log2(1 + value) }
        if place < TradeFeature.firstPlain { return value < 0 ? .nan : log2(max(value, 0x1p-20)) }
        return min(max(value, -100), 100)
    }

    /// The binary logarithm, straight between powers of two: rising, continuous and within 0.09, which is as fine as an input needs.
    private static func log2(_ value: Float) -> Float { Float(Int32(bitPattern: value.bitPattern) - 0x3F80_0000) * 0x1p-23 }
}

extension SIMD32<Int8> {
    /// Back from sixteenths.
    var inputs: SIMD32<Float> {
        var floats = SIMD32<Float>()
        for place in 0..<32 { floats[place] = Float(self[place]) }
        return floats * (1 / InputScale.step)
    }
}
