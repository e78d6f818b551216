import Glibc

/// Gradient-boosted trees of one split each, on the logistic loss.
struct BoostedStumps {
    private struct Stump {
        var column: Int
        var threshold: Double
        var below: Double
        var above: Double
    }

    private var stumps: [Stump] = []
    private var start = 0.0

    init(rows: [[Double]], labels: [Bool], rounds: Int = 300, rate: Double = 0.1) {
        let positives = Double(labels.count { $0 })
        let n = Double(labels.count)
        guard positives > 0, positives < n else { return }
        start = log(positives / (n - positives))
        let cuts = Self.cuts(rows)
        var values = [Double](repeating: start, count: rows.count)
        for _ in 0..<rounds {
            guard let stump = Self.best(rows, labels, values, cuts, rate: rate) else { return }
            stumps.append(stump)
            for index in rows.indices { values[index] += rows[index][stump.column] <= stump.threshold ? stump.below : stump.above }
        }
    }

    func score(_ row: [Double]) -> Double {
        stumps.reduce(start) { $0 + (row[$1.column] <= $1.threshold ? $1.below : $1.above) }
    }

    /// Thresholds that are tried, per column: 40 quantiles.
    private static func cuts(_ rows: [[Double]]) -> [[Double]] {
        (0..<(rows.first?.count ?? 0)).map { column in
            let sorted = rows.map { $0[column] }.sorted()
            return Set((1..<40).map { sorted[sorted.count * $0 / 40] }).sorted()
        }
    }

    /// The split that lowers the loss most by a second-order step.
    private static func best(_ rows: [[Double]], _ labels: [Bool], _ values: [Double], _ cuts: [[Double]], rate: Double) -> Stump? {
        let slopes = rows.indices.map { (labels[$0] ? 1 : 0) - 1 / (1 + exp(-values[$0])) }
        let curves = slopes.indices.map { index -> Double in
            let p = 1 / (1 + exp(-values[index]))
            return p * (1 - p)
        }
        let (slope, curve) = (slopes.reduce(0, +), curves.reduce(0, +))
        var (found, most): (Stump?, Double) = (nil, 1e-9)
        for column in cuts.indices {
            for threshold in cuts[column] {
                var (under, bend) = (0.0, 0.0)
                for index in rows.indices where rows[index][column] <= threshold {
                    under += slopes[index]
                    bend += curves[index]
                }
                let gain = under * under / (bend + 1) + (slope - under) * (slope - under) / (curve - bend + 1)
                guard gain > most else { continue }
                most = gain
                found = Stump(
                    column: column, threshold: threshold, below: rate * under / (bend + 1), above: rate * (slope - under) / (curve - bend + 1))
            }
        }
        return found
    }
}
