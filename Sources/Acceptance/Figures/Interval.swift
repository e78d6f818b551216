import Glibc

/// Intervals of 95 %.
enum Interval {
    /// Of a share (risk-domain 5.8).
    static func wilson(_ hits: Int, of n: Int) -> ClosedRange<Double> {
        guard n > 0 else { return 0...1 }
        let (z, n) = (1.96, Double(n))
        let p = Double(hits) / n
        let middle = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, (middle - spread) / (1 + z * z / n))...min(1, (middle + spread) / (1 + z * z / n))
    }

    /// By drawing the items again and again with replacement, inside each group; the draws follow from the items' number alone.
    static func bootstrap(_ groups: [Int], rounds: Int = 300, _ statistic: ([[Int]]) -> Double?) -> ClosedRange<Double>? {
        var dice = Draws(seed: UInt64(groups.reduce(17) { $0 &* 31 &+ $1 }))
        var found: [Double] = []
        for _ in 0..<rounds {
            let drawn = groups.map { count in (0..<count).map { _ in dice.below(count) } }
            if let value = statistic(drawn), value.isFinite { found.append(value) }
        }
        guard found.count >= rounds / 2 else { return nil }
        found.sort()
        return found[found.count / 40]...found[found.count - 1 - found.count / 40]
    }
}

/// Random numbers that are the same in every run.
struct Draws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ end: Int) -> Int { end > 0 ? Int(next() % UInt64(end)) : 0 }
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
