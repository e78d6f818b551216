/// The forecasts and results of one block of days, by which models are held against each other at one horizon.
struct TrialBlock: Sendable, BitwiseCopyable {
    /// The last day in it.
    var day: Int32
    var n: Int32 = 0
    /// Per model.
    var ranks = InlineArray<3, TrialRanks>(repeating: TrialRanks())

    init(day: Int32) { self.day = day }

    mutating func add(_ forecast: borrowing ToxicityForecast, _ horizon: Int, isToxic: Bool, gain: Float) {
        n &+= 1
        for model in ToxicityModel.allCases {
            let bin = ScoreHistogram.bin(forecast.logit(model, horizon))
            ranks[Int(model.rawValue)].add(bin, isToxic: isToxic, gain: gain)
        }
    }

    var result: TrialResult {
        var result = TrialResult(day: Int64(day))
        for model in ToxicityModel.allCases {
            let place = Int(model.rawValue)
            let (gain, acted) = ranks[place].topTenth()
            (result.gains[place], result.acted) = (gain, acted)
            result.aucs[place] = ranks[place].scores.auc ?? 0.5
        }
        return result
    }
}

/// How one model ranked the trades of a block, and what they gained the clients.
struct TrialRanks: Sendable, BitwiseCopyable {
    /// No single trade weighs more than this many basis points.
    private static let gainLimit: Float = 1_000

    var scores = ScoreHistogram()
    /// Trades of known gain, by bin.
    var known = InlineArray<128, UInt32>(repeating: 0)
    /// Their gain in basis points, by bin.
    var gains = InlineArray<128, Double>(repeating: 0)

    mutating func add(_ bin: Int, isToxic: Bool, gain: Float) {
        scores.add(bin, isToxic: isToxic)
        guard gain.isFinite else { return }
        known[bin] &+= 1
        gains[bin] += Double(min(max(gain, -Self.gainLimit), Self.gainLimit))
    }

    /// What the clients gained with the tenth of trades ranked highest: what the house saves by passing those on. Of the bin that
    /// reaches over the tenth its part, so that ties give a model nothing.
    func topTenth() -> (gain: Double, n: Double) {
        var n = 0.0
        for bin in 0..<ScoreHistogram.bins { n += Double(known[bin]) }
        var (gain, left) = (0.0, n / 10)
        for bin in stride(from: ScoreHistogram.bins - 1, through: 0, by: -1) where left > 0 && known[bin] > 0 {
            let here = Double(known[bin])
            let part = min(left, here)
            gain += gains[bin] * part / here
            left -= part
        }
        return (gain, n / 10)
    }
}

/// What a block came to.
struct TrialResult: Sendable, BitwiseCopyable {
    /// The last day in it, counted from 1970.
    let day: Int64
    /// Trades that acting on a model's highest tenth passes on.
    var acted = 0.0
    /// Per model, what passing them on saved the house, in basis points times trades.
    var gains = InlineArray<3, Double>(repeating: 0)
    /// Per model.
    var aucs = InlineArray<3, Double>(repeating: 0.5)

    init(day: Int64) { self.day = day }

    func gain(_ model: ToxicityModel) -> Double { gains[Int(model.rawValue)] }
    func auc(_ model: ToxicityModel) -> Double { aucs[Int(model.rawValue)] }
}
