import Glibc

/// The Poisson distribution's upper tail, exact far out where a Double has long been zero.
enum Poisson {
    private static let ln10 = 2.302585092994046

    /// log10 of the probability of `count` events or more where `mean` are expected.
    static func log10Tail(_ count: Int, mean: Double) -> Double {
        guard count > 0 else { return 0 }
        guard mean > 0 else { return -.infinity }
        let k = Double(count)
        // Inside the bulk nothing is rare; the sum below would only be slow there.
        guard k > mean else { return 0 }
        // The first term of the tail, then the others as multiples of it: each is mean/(k+i) times the one before.
        let first = (-mean + k * log(mean) - lgamma(k + 1)) / ln10
        var (sum, term, next) = (1.0, 1.0, k + 1)
        while term > 1e-17 * sum {
            term *= mean / next
            sum += term
            next += 1
        }
        return min(first + log10(sum), 0)
    }
}
