/// Count, mean, spread and shape of a series, kept without the series (Welford's recurrence, to the fourth power by Pébay's). The result
/// depends on the order in its last bits, so it is only used where the order is that of the deals.
struct Moments: Sendable, Equatable, BitwiseCopyable {
    private(set) var n = 0
    private(set) var mean = 0.0
    private var squares = 0.0
    private var cubes = 0.0
    private var fourths = 0.0

    mutating func add(_ value: Double) {
        n += 1
        let (count, away) = (Double(n), value - mean)
        let step = away / count
        let term = away * step * (count - 1)
        fourths += term * step * step * (count * count - 3 * count + 3) + 6 * step * step * squares - 4 * step * cubes
        cubes += term * step * (count - 2) - 3 * step * squares
        mean += step
        squares += away * (value - mean)
    }

    /// Sample variance; zero for fewer than two.
    var variance: Double { n > 1 ? squares / Double(n - 1) : 0 }
    var deviation: Double { variance.squareRoot() }
    /// The mean in its own standard errors; nil for fewer than two or without spread.
    var t: Double? { n > 1 && variance > 0 ? mean * Double(n).squareRoot() / deviation : nil }

    /// Third moment over the cube of the deviation; zero for a symmetric series, or without spread.
    var skew: Double { squares > 0 ? Double(n).squareRoot() * cubes / (squares * squares.squareRoot()) : 0 }
    /// Fourth moment over the squared variance; three for a normal distribution, or without spread.
    var kurtosis: Double { squares > 0 ? Double(n) * fourths / (squares * squares) : 3 }

    /// About how many observations |t| = 2 needs at this mean and spread (risk-domain 5.4).
    var neededForTwoSigma: Double? {
        guard n > 1, mean != 0, variance > 0 else { return nil }
        let ratio = 2 * deviation / mean
        return ratio * ratio
    }
}
