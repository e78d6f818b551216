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

    /// Sums of the beginnings of a series, the series written twice: any block, also one that runs over the end, is one difference.
    struct Prefix: Sendable {
        fileprivate let count: Int
        fileprivate var sums: [Double]

        init(_ series: [Double]) {
            count = series.count
            sums = [0]
            sums.reserveCapacity(2 * count + 1)
            var sum = 0.0
            for index in 0..<2 * count {
                sum += series[index % count]
                sums.append(sum)
            }
        }
    }

    /// As ``sum(of:)``, block by block: the cost is that of the blocks, not of the series.
    mutating func sum(of prefix: borrowing Prefix) -> Double {
        var (sum, left) = (0.0, prefix.count)
        let rate = restart < 1 ? log(1 - restart) : -Double.infinity
        while left > 0 {
            // Geometric, as if each step had the chance to start anew.
            let length = restart < 1 ? 1 + log(1 - uniform()) / rate : 1
            let taken = min(left, length < Double(left) ? max(1, Int(length)) : left)
            let start = Int(next() % UInt64(prefix.count))
            sum += prefix.sums[start + taken] - prefix.sums[start]
            left -= taken
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
