/// Value at risk and expected shortfall of results as they were (risk-domain 3.3).
struct HistoricalRisk: Sendable, Equatable {
    let valueAtRisk: Double
    let expectedShortfall: Double
    let n: Int

    /// Nil without results. With `k = ⌊(1 − α)N⌋` the value at risk is the result next to the `k` worst, the shortfall the mean of those.
    init?(results: [Double], confidence: Double) {
        guard !results.isEmpty else { return nil }
        let sorted = results.sorted()
        n = sorted.count
        let tail = min(Self.tail(n, confidence), n - 1)
        valueAtRisk = 0 - sorted[tail]
        expectedShortfall = tail > 0 ? 0 - sorted[..<tail].reduce(0, +) / Double(tail) : valueAtRisk
    }

    /// `⌊(1 − α)N⌋` as decimals have it: in binary a tenth of twenty is less than two.
    static func tail(_ n: Int, _ confidence: Double) -> Int {
        let exact = (1 - confidence) * Double(n)
        let nearest = exact.rounded()
        let whole = abs(exact - nearest) < 1e-9 * Double(max(n, 1)) ? nearest : exact.rounded(.down)
        return Int(min(max(whole, 0), Double(n)))
    }
}
