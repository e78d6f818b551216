/// Whether paired differences are above zero: a one-sided t-test.
struct PairedTest: Sendable {
    let mean: Double
    let pValue: Double
    /// 95 %.
    let interval: ClosedRange<Double>

    init(_ differences: [Double]) {
        var moments = Moments()
        for difference in differences { moments.add(difference) }
        mean = moments.mean
        guard let t = moments.t, t.isFinite else {
            // All alike: what a coin would need to fall on the same side each time.
            let isAbove = moments.n > 1 && moments.mean > 0
            (pValue, interval) = (isAbove ? Double(sign: .plus, exponent: -moments.n, significand: 1) : 1, moments.mean...moments.mean)
            return
        }
        let degrees = Double(moments.n - 1)
        let twoSided = StudentT.twoSided(t, degrees: degrees)
        pValue = t > 0 ? twoSided / 2 : 1 - twoSided / 2
        let width = StudentT.bound(0.95, degrees: degrees) * moments.deviation / Double(moments.n).squareRoot()
        interval = (moments.mean - width)...(moments.mean + width)
    }
}
