/// Brings features to mean zero and deviation one, by moments that slowly forget.
///
/// Heavy tails go through a logarithm first. What is not known, and what has hardly been seen, becomes the mean: zero.
struct InputScale: Sendable, BitwiseCopyable {
    /// Moments are over about this many newest trades.
    private static let memory: Float = 20_000
    /// Trades that must have shown a feature before it counts.
    private static let fewest: Float = 20
    /// Standardised values end here, and values further out count in the moments as if they lay here.
    private static let limit: Float = 5
    /// Drawn in by the logarithm, values end here.
    private static let furthest: Float = 20
    /// Magnitudes below this look alike: 16 ms, or none.
    private static let smallest: Float = 0x1p-6
    /// Inputs are whole multiples of one by this.
    static let step: Float = 16

    private(set) var counts = Quads<8>(repeating: .zero)
    private(set) var means = Quads<8>(repeating: .zero)
    private(set) var variances = Quads<8>(repeating: .zero)

    init() {}

    /// The models' inputs for a trade, the last of them the constant one; then the trade is added to the moments.
    mutating func take(_ features: borrowing TradeFeatures) -> InlineArray<8, SIMD4<Int8>> {
        var seen = InlineArray<32, Float>(repeating: .nan)
        for place in 0..<TradeFeature.firstMagnitude { seen[place] = Self.signed(features.values[place]) }
        for place in TradeFeature.firstMagnitude..<TradeFeature.firstPlain { seen[place] = Self.magnitude(features.values[place]) }
        for place in TradeFeature.firstPlain..<TradeFeature.count { seen[place] = min(max(features.values[place], -100), 100) }
        var inputs = InlineArray<8, SIMD4<Int8>>(repeating: .zero)
        for quad in 0..<8 {
            inputs[quad] = add(SIMD4(seen[quad * 4], seen[quad * 4 + 1], seen[quad * 4 + 2], seen[quad * 4 + 3]), quad)
        }
        inputs[7][3] = Int8(Self.step)
        return inputs
    }

    private mutating func add(_ seen: SIMD4<Float>, _ quad: Int) -> SIMD4<Int8> {
        let (mean, variance, count) = (means[quad], variances[quad], counts[quad])
        // What is not known stands at its mean and weighs nothing.
        var (value, known) = (mean, SIMD4<Float>.zero)
        for lane in 0..<4 where seen[lane].isFinite { (value[lane], known[lane]) = (seen[lane], 1) }
        let deviation = (variance + 1e-6).squareRoot()
        var away = value - mean
        let scaled = away / deviation
        var standardised = SIMD4<Int8>.zero
        for lane in 0..<4 where count[lane] >= Self.fewest { standardised[lane] = Self.sixteenths(scaled[lane]) }
        if (scaled * scaled).total > Self.limit * Self.limit {
            // One absurd value must not squeeze all that come after it; but a flag that was never up before may go up.
            for lane in 0..<4 where count[lane] >= Self.fewest {
                let furthest = Self.limit * (deviation[lane] + 0.5)
                away[lane] = min(max(away[lane], -furthest), furthest)
            }
        }
        let counted = count + known * (1 - count * (1 / Self.memory))
        let rate = known / (counted + .leastNormalMagnitude)
        counts[quad] = counted
        means[quad] = mean + rate * away
        variances[quad] = (1 - rate) * (variance + rate * away * away)
        return standardised
    }

    /// Rounded to the nearest, without the library call.
    private static func sixteenths(_ value: Float) -> Int8 {
        let held = min(max(value, -limit), limit)
        return Int8(truncatingIfNeeded: Int32(held * step + 1024.5) &- 1024)
    }

    @inline(__always)
    private static func signed(_ value: Float) -> Float {
        let drawn = min(log2(1 + abs(value)), furthest)
        return value < 0 ? -drawn : drawn
    }

    /// NaN for what is negative.
    @inline(__always)
    private static func magnitude(_ value: Float) -> Float { value < 0 ? .nan : min(log2(max(value, smallest)), furthest) }

    /// The binary logarithm, straight between powers of two: rising, continuous and within 0.09, which is as fine as an input needs.
    @inline(__always)
    private static func log2(_ value: Float) -> Float {
        value.isFinite ? Float(Int32(bitPattern: value.bitPattern) &- 0x3F80_0000) * 0x1p-23 : .nan
    }

    /// Back from sixteenths.
    static func floats(_ inputs: borrowing InlineArray<8, SIMD4<Int8>>) -> Quads<8> {
        var floats = Quads<8>(repeating: .zero)
        for quad in 0..<8 {
            let four = inputs[quad]
            floats[quad] = SIMD4(Float(four.x), Float(four.y), Float(four.z), Float(four.w)) * (1 / step)
        }
        return floats
    }
}
