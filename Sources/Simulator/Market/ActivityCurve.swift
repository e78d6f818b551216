/// How busy the market is by hour of the UTC day: two humps, for the London morning and the New York morning.
enum ActivityCurve {
    private static let byHour: [Double] = [
        0.55, 0.6, 0.55, 0.5, 0.5, 0.6, 0.9, 1.5, 1.6, 1.3, 1.1, 1.0, 1.2, 1.7, 1.8, 1.6, 1.3, 1.0, 0.9, 0.9, 0.8, 0.45, 0.4, 0.45,
    ]
    private static let mean = byHour.reduce(0, +) / 24

    /// Share of an average hour's variance and trading; 1 on average over a day.
    static func weight(atMilliseconds instant: Int64) -> Double {
        let hour = Int(instant / 3_600_000 % 24)
        let next = (hour + 1) % 24
        let part = Double(instant % 3_600_000) / 3_600_000
        return (byHour[hour] * (1 - part) + byHour[next] * part) / mean
    }
}
