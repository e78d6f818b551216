import Glibc

/// The standard normal distribution.
enum Normal {
    /// Φ: the probability of a value up to `z`.
    static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// φ: the density at `z`.
    static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

    /// Φ⁻¹: the value up to which lies the probability `p`; ±∞ at its ends.
    ///
    /// A rational start (Abramowitz and Stegun 26.2.23) is sharpened by Halley's method, which triples the good digits each step.
    static func quantile(_ p: Double) -> Double {
        guard p > 0 else { return -.infinity }
        guard p < 1 else { return .infinity }
        // Only the lower half is solved: near one, 1 − p would lose the digits that matter.
        guard p <= 0.5 else { return -quantile(1 - p) }
        let t = (-2 * log(p)).squareRoot()
        var z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
        for _ in 0..<3 {
            let density = density(z)
            guard density > 0 else { break }
            let step = (cumulative(z) - p) / density
            z -= step / (1 + z * step / 2)
        }
        return z
    }
}
