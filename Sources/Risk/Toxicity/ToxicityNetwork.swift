/// A network of one hidden layer that learns online (after the last-layer filters cited in risk-domain 4.7).
///
/// The hidden layer starts from fixed random numbers, each unit seeing a few inputs, serves all horizons and moves slowly by gradient. The
/// last layer, which also sees the inputs themselves, is a Kalman filter a horizon and takes what each label has to say at once.
struct ToxicityNetwork: Sendable, BitwiseCopyable {
    /// Inputs that a hidden unit starts with.
    private static let fanIn = 5
    private static let rate: Float = 0.01
    private static let firstLimit: Float = 4

    /// Per input, its weights to all hidden units.
    private(set) var first = InlineArray<32, SIMD16<Float>>(repeating: .zero)
    /// Per horizon.
    private(set) var readouts = InlineArray<3, NetworkReadout>(repeating: NetworkReadout())

    init() {
        var numbers = SeededNumbers(seed: 0x7061_7468)
        for unit in 0..<16 {
            for _ in 0..<Self.fanIn { first[numbers.below(TradeFeature.count)][unit] = numbers.symmetric() * 0.8 }
            first[TradeFeature.count][unit] = numbers.symmetric() * 0.5
        }
    }

    init?(first: InlineArray<32, SIMD16<Float>>, readouts: InlineArray<3, NetworkReadout>) {
        for input in 0..<32 {
            for unit in 0..<16 where !(abs(first[input][unit]) <= Self.firstLimit) { return nil }
        }
        (self.first, self.readouts) = (first, readouts)
    }

    /// What the hidden units make of the inputs.
    func hidden(_ inputs: SIMD32<Float>) -> SIMD16<Float> {
        var sums = SIMD16<Float>.zero
        for input in 0..<32 { sums += first[input] * inputs[input] }
        return pointwiseMax(sums, .zero)
    }

    func logit(_ hidden: SIMD16<Float>, _ inputs: SIMD32<Float>, _ horizon: Int) -> Float { readouts[horizon].logit(hidden, inputs) }

    /// Learns from one label. The offset is the log-odds before the inputs had their say.
    mutating func learn(_ inputs: SIMD32<Float>, _ horizon: Int, offset: Float, isToxic: Bool) {
        let hidden = hidden(inputs)
        let before = readouts[horizon].hiddenWeights
        let error = readouts[horizon].learn(hidden, inputs, offset: offset, isToxic: isToxic)
        // Units at rest learn nothing.
        let slope = (before * (error * Self.rate)).replacing(with: 0, where: hidden .<= 0)
        let limit = SIMD16<Float>(repeating: Self.firstLimit)
        for input in 0..<32 where inputs[input] != 0 {
            first[input] = (first[input] + slope * inputs[input]).clamped(lowerBound: -limit, upperBound: limit)
        }
    }
}

/// The last layer of a ``ToxicityNetwork`` for one horizon: the filter of ``LogisticFilter`` over hidden units and inputs together.
struct NetworkReadout: Sendable, BitwiseCopyable {
    private(set) var inputWeights = SIMD32<Float>.zero
    private(set) var inputPrecisions = SIMD32<Float>(repeating: LogisticFilter.prior)
    private(set) var hiddenWeights = SIMD16<Float>.zero
    private(set) var hiddenPrecisions = SIMD16<Float>(repeating: LogisticFilter.prior)

    init() {}

    init?(
        inputWeights: SIMD32<Float>, inputPrecisions: SIMD32<Float>, hiddenWeights: SIMD16<Float>, hiddenPrecisions: SIMD16<Float>
    ) {
        guard LogisticFilter(weights: inputWeights, precisions: inputPrecisions) != nil else { return nil }
        for unit in 0..<16 {
            guard abs(hiddenWeights[unit]) <= LogisticFilter.weightLimit else { return nil }
            guard hiddenPrecisions[unit] >= LogisticFilter.prior, hiddenPrecisions[unit] < 1e9 else { return nil }
        }
        (self.inputWeights, self.inputPrecisions) = (inputWeights, inputPrecisions)
        (self.hiddenWeights, self.hiddenPrecisions) = (hiddenWeights, hiddenPrecisions)
    }

    func logit(_ hidden: SIMD16<Float>, _ inputs: SIMD32<Float>) -> Float {
        (hiddenWeights * hidden).total + (inputWeights * inputs).total
    }

    /// - Returns: how far the label was from what was expected, −1 to 1.
    mutating func learn(_ hidden: SIMD16<Float>, _ inputs: SIMD32<Float>, offset: Float, isToxic: Bool) -> Float {
        let p = Logit.probability(Logit.held(offset + logit(hidden, inputs)))
        let spread = max(p * (1 - p), 1e-4)
        let error = (isToxic ? 1 : 0) - p
        let inputGains = inputs / inputPrecisions
        let hiddenGains = hidden / hiddenPrecisions
        let step = error / (1 + spread * ((inputGains * inputs).total + (hiddenGains * hidden).total))
        let leak = 1 / LogisticFilter.memory
        inputWeights = (inputWeights + inputGains * step).held
        hiddenWeights = (hiddenWeights + hiddenGains * step).held
        inputPrecisions += inputs * inputs * spread - (inputPrecisions - LogisticFilter.prior) * leak
        hiddenPrecisions += hidden * hidden * spread - (hiddenPrecisions - LogisticFilter.prior) * leak
        return error
    }
}

extension SIMD where Scalar == Float {
    /// Inside ±``LogisticFilter/weightLimit``.
    var held: Self {
        let limit = Self(repeating: LogisticFilter.weightLimit)
        return clamped(lowerBound: -limit, upperBound: limit)
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Even over 0 ..< `end`, which is small and positive.
    mutating func below(_ end: Int) -> Int { Int(next() >> 33) % max(end, 1) }

    /// Even over −1 to 1.
    mutating func symmetric() -> Float { Float(Int64(bitPattern: next()) >> 40) * 0x1p-23 }
}
