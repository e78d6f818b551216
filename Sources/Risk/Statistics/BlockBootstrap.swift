import Glibc

/// Resamples a series in blocks of random length, so that what hangs together in time stays together (stationary bootstrap, risk-domain
/// 4.3). The same seed gives the same samples.
struct BlockBootstrap: Sendable {
    private var numbers: SeededNumbers
    private let restart: Double

    /// - Parameter expectedBlock: mean length of a block, at least one.
    init(seed: UInt64, expectedBlock: Double) {
        numbers = SeededNumbers(seed: seed)
        restart = 1 / max(1, expectedBlock)
    }

    /// The sum of one resample, as long as the series.
    mutating func sum(of series: [Double]) -> Double {
        guard !series.isEmpty else { return 0 }
        var (sum, place) = (0.0, 0)
        for step in series.indices {
            place = step == 0 || numbers.unit() < restart ? Int(numbers.next() % UInt64(series.count)) : (place + 1) % series.count
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
            let length = restart < 1 ? 1 + log(1 - numbers.unit()) / rate : 1
            let taken = min(left, length < Double(left) ? max(1, Int(length)) : left)
            let start = Int(numbers.next() % UInt64(prefix.count))
            sum += prefix.sums[start + taken] - prefix.sums[start]
            left -= taken
        }
        return sum
    }
}
