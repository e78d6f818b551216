/// A network of one hidden layer that learns online (after the last-layer filters cited in risk-domain 4.7).
///
/// The hidden layer starts from fixed random numbers, each unit seeing a few inputs, serves all horizons and moves slowly by gradient. The
/// last layer, which also sees the inputs themselves, is a Kalman filter a horizon and takes what each label has to say at once.
struct ToxicityNetwork: Sendable {
    static let units = 16
    /// Inputs that a hidden unit starts with.
    private static let fanIn = 4
    private static let rate: Float = 0.02
    /// No weight of the hidden layer grows beyond; looked after once in a while.
    private static let limit: Float = 4
    private static let labelsBetweenTrims = 64

    /// Per input, its weights to all hidden units in fours.
    private(set) var first = [SIMD4<Float>](repeating: .zero, count: 32 * 4)
    private(set) var labelsSinceTrim = 0
    /// Per horizon, over the inputs and then the hidden units.
    private(set) var readouts = [LogisticFilter<12>](repeating: LogisticFilter(), count: 3)

    init() {
        var numbers = SeededNumbers(seed: 0x7061_7468)
        for unit in 0..<Self.units {
            for _ in 0..<Self.fanIn { set(numbers.below(TradeFeature.count), unit, numbers.symmetric()) }
            set(TradeFeature.count, unit, numbers.symmetric() * 0.5)
        }
    }

    private mutating func set(_ input: Int, _ unit: Int, _ weight: Float) { first[input * 4 + unit / 4][unit % 4] = weight }

    /// The inputs with what the hidden units make of them.
    func layers(_ inputs: borrowing Quads<8>) -> Quads<12> { layers(inputs, sums(inputs)) }

    private func layers(_ inputs: borrowing Quads<8>, _ sums: borrowing Quads<4>) -> Quads<12> {
        var layers = Quads<12>(repeating: .zero)
        for quad in 0..<8 { layers[quad] = inputs[quad] }
        for quad in 0..<4 { layers[8 + quad] = (1 + sums[quad] * sums[quad]).squareRoot() - 1 }
        return layers
    }

    /// What goes into the hidden units.
    private func sums(_ inputs: borrowing Quads<8>) -> Quads<4> {
        var (a, b, c, d) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
        let first = first.span
        for quad in 0..<8 {
            let four = inputs[quad]
            for lane in 0..<4 {
                let (input, row) = (four[lane], quad * 16 + lane * 4)
                a += first[row] * input
                b += first[row + 1] * input
                c += first[row + 2] * input
                d += first[row + 3] * input
            }
        }
        return [a, b, c, d]
    }

    func logit(_ layers: borrowing Quads<12>, _ horizon: Int) -> Float { readouts[horizon].logit(layers) }

    /// Learns from one label. The offset is the log-odds before the inputs had their say.
    mutating func learn(_ inputs: borrowing Quads<8>, _ horizon: Int, offset: Float, isToxic: Bool) {
        let sums = sums(inputs)
        let layers = layers(inputs, sums)
        var slopes = Quads<4>(repeating: .zero)
        for quad in 0..<4 { slopes[quad] = readouts[horizon].weights[8 + quad] * sums[quad] / (1 + layers[8 + quad]) }
        let error = readouts[horizon].learn(layers, offset: offset, isToxic: isToxic) * Self.rate
        move(inputs, by: error, slopes)
    }

    private mutating func move(_ inputs: borrowing Quads<8>, by error: Float, _ slopes: borrowing Quads<4>) {
        labelsSinceTrim += 1
        if labelsSinceTrim >= Self.labelsBetweenTrims { trim() }
        let (a, b, c, d) = (slopes[0], slopes[1], slopes[2], slopes[3])
        var first = first.mutableSpan
        for quad in 0..<8 {
            let four = inputs[quad] * error
            for lane in 0..<4 {
                let (input, row) = (four[lane], quad * 16 + lane * 4)
                first[row] = first[row] + a * input
                first[row + 1] = first[row + 1] + b * input
                first[row + 2] = first[row + 2] + c * input
                first[row + 3] = first[row + 3] + d * input
            }
        }
    }

    private mutating func trim() {
        labelsSinceTrim = 0
        for row in first.indices { first[row] = first[row].held(from: -Self.limit, to: Self.limit) }
    }
}

extension ToxicityNetwork: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&first)
        try coder.value(&labelsSinceTrim)
        try coder.list(&readouts)
    }

    var isWhole: Bool { first.count == 32 * 4 && readouts.count == 3 }
}
