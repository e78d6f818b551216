import Glibc

/// The beta distribution, and through it the t distribution.
enum Beta {
    /// The regularised incomplete beta function: the probability of a value up to `x`.
    static func cumulative(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0, a > 0, b > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
        // The fraction converges fast only on the nearer side of the mean.
        guard x > (a + 1) / (a + b + 2) else { return front * continuedFraction(x, a, b) / a }
        return 1 - front * continuedFraction(1 - x, b, a) / b
    }

    /// The value up to which lies the probability `p`, by halving the interval until it is as fine as a Double.
    static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if cumulative(middle, a, b) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Lentz's evaluation of the continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8).
    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / away(1 - (a + b) * x / (a + 1))
        var result = d
        for m in 1...500 {
            let m = Double(m)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / away(1 + even * d)
            c = away(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / away(1 + odd * d)
            c = away(1 + odd / c)
            let factor = d * c
            result *= factor
            if abs(factor - 1) < 1e-15 { break }
        }
        return result
    }
}

/// Student's t distribution.
enum StudentT {
    /// The probability of a value at least as far from zero, both sides together.
    static func twoSided(_ t: Double, degrees: Double) -> Double {
        Beta.cumulative(degrees / (degrees + t * t), degrees / 2, 0.5)
    }

    /// How far from zero, to both sides, lies the probability `level`.
    static func bound(_ level: Double, degrees: Double) -> Double {
        let x = Beta.quantile(1 - level, degrees / 2, 0.5)
        return x > 0 ? (degrees * (1 / x - 1)).squareRoot() : .infinity
    }
}
