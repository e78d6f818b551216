import Glibc

/// Sums of a series for comparing means; whole counts, sums and squares can be taken apart again.
struct SampleSums: Sendable, BitwiseCopyable, Equatable {
    var n = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ value: Double) {
        n += 1
        sum += value
        squares += value * value
    }

    static func - (left: Self, right: Self) -> Self {
        Self(n: left.n - right.n, sum: left.sum - right.sum, squares: left.squares - right.squares)
    }

    var mean: Double { n > 0 ? sum / n : 0 }
    var variance: Double { n > 1 ? max(0, squares - sum * sum / n) / (n - 1) : 0 }
}

/// Welch's test of two means of unequal spread (risk-domain 6.14).
struct Welch: Sendable, Equatable {
    var t: Double
    var degrees: Double

    /// Nil for fewer than two observations on either side, or without spread.
    init?(_ one: SampleSums, _ other: SampleSums) {
        guard one.n > 1, other.n > 1 else { return nil }
        let (a, b) = (one.variance / one.n, other.variance / other.n)
        guard a + b > 0 else { return nil }
        t = (one.mean - other.mean) / (a + b).squareRoot()
        degrees = (a + b) * (a + b) / (a * a / (one.n - 1) + b * b / (other.n - 1))
    }

    /// log₁₀ of the probability that the first mean is so far above the other by chance.
    var logP: Double {
        let tail = StudentT.twoSided(t, degrees: degrees) / 2
        return log10(max(t > 0 ? tail : 1 - tail, .leastNormalMagnitude))
    }
}
