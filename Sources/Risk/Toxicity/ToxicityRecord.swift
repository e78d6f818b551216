/// What one model's forecasts of one month and horizon were worth, measured by predicting first and learning afterwards (risk-domain 11).
public struct ToxicityRecord: Sendable, Equatable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    public var horizonSeconds: Double
    public var model: ToxicityModel
    /// Trades whose label came in.
    public var n: Int
    /// Toxic ones among them.
    public var toxic: Int
    /// The chance that a toxic trade is ranked above a benign one, with its 95 % interval. Nil without both kinds.
    public var auc: Double?
    public var aucLow: Double?
    public var aucHigh: Double?
    /// Average precision. Nil without toxic trades.
    public var precisionRecallArea: Double?
    /// The share of toxic ones in the tenth of trades ranked highest. Nil without trades.
    public var topTenthPrecision: Double?
    /// Mean of (p − y)².
    public var brier: Double
    /// Mean of −ln of the probability of what came true.
    public var logLoss: Double
    /// What the house would have gained by passing on the tenth ranked highest of each block of days, in basis points times trades; and
    /// how many trades that were. Zero until the month's first block is over.
    public var gain: Double
    public var acted: Double
    /// Of the tenths of probability that were forecast, in rising order.
    public var calibration: [CalibrationBin]

    /// Share of toxic trades.
    public var baseRate: Double { Double(toxic) / Double(max(n, 1)) }
    /// `2026-03`.
    public var monthName: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}

/// Trades that were given about the same probability.
public struct CalibrationBin: Sendable, Equatable {
    public var n: Int
    /// Mean probability forecast.
    public var predicted: Double
    /// Share that proved toxic.
    public var observed: Double
}

extension ToxicityRecord {
    /// Nil for a month without labels at this horizon.
    init?(_ month: borrowing ToxicityMonth, _ model: ToxicityModel, _ horizon: Int) {
        let tally = month.tallies[ToxicityMonths.slot(model, horizon)]
        let (toxic, benign) = (tally.scores.toxicCount, tally.scores.benignCount)
        let n = toxic + benign
        guard n > 0 else { return nil }
        let auc = tally.scores.auc
        let width = tally.scores.aucError.map { 1.959963984540054 * $0 }
        var calibration: [CalibrationBin] = []
        for place in 0..<10 where tally.calibration[place].n > 0 {
            let cell = tally.calibration[place]
            calibration.append(
                CalibrationBin(n: Int(cell.n), predicted: cell.forecasts / Double(cell.n), observed: Double(cell.toxic) / Double(cell.n)))
        }
        self.init(
            year: month.year, month: month.month, horizonSeconds: Double(ToxicityModels.horizons[horizon]) / 1e6, model: model, n: Int(n),
            toxic: Int(toxic), auc: auc, aucLow: auc.flatMap { auc in width.map { max(auc - $0, 0) } },
            aucHigh: auc.flatMap { auc in width.map { min(auc + $0, 1) } }, precisionRecallArea: tally.scores.precisionRecallArea,
            topTenthPrecision: tally.scores.precision(top: n / 10), brier: tally.squaredError / n, logLoss: tally.logLoss / n,
            gain: tally.gain, acted: tally.gainCount, calibration: calibration)
    }
}
