import Glibc

/// The inverse of the standard normal distribution by Acklam's rational approximation (relative error below 1.2e-9).
///
/// One uniform number gives one normal number, so a normal draw can be addressed by a hash.
enum NormalQuantile {
    static func value(_ probability: Double) -> Double {
        let low = 0.02425
        if probability < low { return tail((-2 * log(probability)).squareRoot()) }
        if probability > 1 - low { return -tail((-2 * log(1 - probability)).squareRoot()) }
        let q = probability - 0.5
        let r = q * q
        let above = ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.3577518672690) * r - 30.66479806614716) * r
        let below = ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r
        return (above + 2.506628277459239) * q / (below + 1)
    }

    private static func tail(_ q: Double) -> Double {
        let above = ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q
        let below = (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q
        return (above + 2.938163982698783) / (below + 1)
    }
}

func exponential(_ value: Double) -> Double { exp(value) }
func logarithm(_ value: Double) -> Double { log(value) }
