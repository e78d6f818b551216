import Glibc

/// Resamples a series in blocks of random length, so that what hangs together in time stays together (stationary bootstrap, risk-domain
/// 4.3). The same seed gives the same samples.
struct BlockBootstrap: Sendable {
    private var state: UInt64
    private let restart: Double

    /// - Parameter expectedBlock: mean length of a block, at least one.
    init(seed: UInt64, expectedBlock: Double) {
        state = seed
        restart = 1 / max(1, expectedBlock)
    }

    /// The sum of one resample, as long as the series.
    mutating func sum(of series: [Double]) -> Double {
        guard !series.isEmpty else { return 0 }
        var (sum, place) = (0.0, 0)
        for step in series.indices {
            place = step == 0 || uniform() < restart ? Int(next() % UInt64(series.count)) : (place + 1) % series.count
            sum += series[place]
        }
        return sum
    }

    private mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
