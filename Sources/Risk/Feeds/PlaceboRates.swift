/// How often trades that nobody meant anything by are beaten by the own feed: by hour of the day, and lately (risk-domain 4.5).
///
/// Artificial trades on a fixed schedule, both sides at once, are the base against which a client's are held. Counts forget, for base
/// rates move with volatility.
struct PlaceboRates: Sendable, BitwiseCopyable {
    /// Microseconds within which a trade may be beaten.
    static let horizons: [Int64] = [500_000, 10_000_000]
    static let selfLead = 0
    static let toxicity = 1
    /// Microseconds of tape between two placebos.
    static let every: Int64 = 10_000_000
    /// Before anything is seen, as published for a liquid pair.
    private static let start: [Float] = [0.03, 0.38]
    /// Trades that the wider rate is worth (risk-domain 5.2).
    private static let strength: Float = 50
    /// An hour remembers about five days, the short memory about ten minutes.
    private static let hourMemory: Float = 1.0 / 3600
    private static let shortMemory: Float = 1.0 / 120

    /// Weighted counts: 24 hours, then all together, then lately; each of trades, and of beaten ones a horizon.
    private var trades = InlineArray<26, Float>(repeating: 0)
    private var beaten = InlineArray<52, Float>(repeating: 0)

    static func hour(of time: Int64) -> Int {
        let hours = Whole.floorDivide(time, 3_600_000_000)
        return Int(hours &- Whole.floorDivide(hours, 24) &* 24)
    }

    /// Both sides of a placebo.
    mutating func learn(_ watch: FillWatch) {
        for after in [watch.upAfter, watch.downAfter] {
            add(after, at: Int(watch.hour) % 24, Self.hourMemory)
            add(after, at: 24, Self.hourMemory / 24)
            add(after, at: 25, Self.shortMemory)
        }
    }

    private mutating func add(_ after: Int32, at row: Int, _ memory: Float) {
        trades[row] += 1 - memory * trades[row]
        for (horizon, microseconds) in Self.horizons.enumerated() {
            let place = 2 * row + horizon
            beaten[place] += (Int64(after) <= microseconds ? 1 : 0) - memory * beaten[place]
        }
    }

    /// The hour's rate drawn to that of all hours, or the last minutes' where the market is livelier than usual: a client who
    /// trades in such minutes is held against them.
    func rate(_ horizon: Int, hour: Int) -> Double {
        let wide = shrunk(24, horizon, to: Self.start[horizon])
        let usual = shrunk(max(0, hour) % 24, horizon, to: wide)
        return Double(max(usual, shrunk(25, horizon, to: usual)))
    }

    private func shrunk(_ row: Int, _ horizon: Int, to prior: Float) -> Float {
        (Self.strength * prior + beaten[2 * row + horizon]) / (Self.strength + trades[row])
    }
}
