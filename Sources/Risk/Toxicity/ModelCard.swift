/// What is measured about the toxicity models on this tenant's own trades.
public struct ModelCard: Sendable, Equatable {
    /// By month, horizon and model; months are the newest 24 in which labels came in.
    public var records: [ToxicityRecord]
    /// The model whose word counts, by horizon.
    public var champions: [Champion]
    /// Every change of a champion, by horizon and then time.
    public var changes: [HorizonChange]
    /// How far the models' scores moved from month to month.
    public var drift: [ScoreDrift]

    public struct Champion: Sendable, Equatable {
        public var horizonSeconds: Double
        public var model: ToxicityModel
        /// The day (UTC, counted from 1970) it took over; nil for the base rate that was there from the start.
        public var since: Int64?
        /// Blocks of days on which a challenger is compared, of the 20 that a change needs.
        public var blocks: Int
    }

    public struct HorizonChange: Sendable, Equatable {
        public var horizonSeconds: Double
        public var change: ChampionChange
    }

    public struct ScoreDrift: Sendable, Equatable {
        public var year: Int
        public var month: Int
        public var horizonSeconds: Double
        public var model: ToxicityModel
        /// Population stability index of the scores against the month before among those kept: under 0.1 stable, over 0.25 another
        /// population.
        public var stabilityIndex: Double
    }
}

extension ToxicityModels {
    /// What each model's forecasts were worth, by month, horizon and model.
    func report() -> [ToxicityRecord] {
        var records: [ToxicityRecord] = []
        for month in months.months {
            for horizon in Self.horizons.indices {
                for model in ToxicityModel.allCases {
                    if let record = ToxicityRecord(month, model, horizon) { records.append(record) }
                }
            }
        }
        return records
    }

    func card() -> ModelCard {
        ModelCard(
            records: report(),
            champions: trials.indices.map { horizon in
                ModelCard.Champion(
                    horizonSeconds: Self.seconds(horizon), model: trials[horizon].champion, since: trials[horizon].changes.last?.day,
                    blocks: trials[horizon].blocks.count)
            },
            changes: trials.indices.flatMap { horizon in
                trials[horizon].changes.map { ModelCard.HorizonChange(horizonSeconds: Self.seconds(horizon), change: $0) }
            },
            drift: drift())
    }

    private func drift() -> [ModelCard.ScoreDrift] {
        var drift: [ModelCard.ScoreDrift] = []
        for (before, month) in zip(months.months, months.months.dropFirst()) {
            for horizon in Self.horizons.indices {
                for model in ToxicityModel.allCases {
                    let slot = ToxicityMonths.slot(model, horizon)
                    guard let index = month.tallies[slot].scores.stabilityIndex(since: before.tallies[slot].scores) else { continue }
                    drift.append(
                        ModelCard.ScoreDrift(
                            year: month.year, month: month.month, horizonSeconds: Self.seconds(horizon), model: model, stabilityIndex: index))
                }
            }
        }
        return drift
    }

    static func seconds(_ horizon: Int) -> Double { Double(horizons[horizon]) / 1e6 }
}

extension RiskEngine {
    /// How well the models of trade toxicity do on this tenant's trades.
    public func modelCard() -> ModelCard { toxicity.card() }
}
