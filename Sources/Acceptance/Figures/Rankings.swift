import Simulator

/// The engine's ranking of clients at half time beside those of the baselines (risk-domain 11.2): who has an edge, and what acting on the
/// first of a ranking would have saved in the second half.
struct Rankings {
    /// One world at half time.
    struct World {
        var labels: [Bool]
        /// What the client earned in the second half, in dollars.
        var gains: [Double]
        var rows: [[Double]]
        var scores: [Double]
        var losses: [Double]

        init(_ run: TapeRun) {
            // Whoever has not traded yet can be ranked by nobody.
            let places = run.truth.judged.filter { run.watches[$0].featuresAtMiddle.first.map { $0 > 0 } ?? false }
            labels = places.map { run.truth.hasEdge($0) }
            gains = places.map { run.watches[$0].usd - run.watches[$0].usdAtMiddle }
            rows = places.map { run.watches[$0].featuresAtMiddle }
            scores = places.map { run.watches[$0].scoreAtMiddle }
            losses = places.map { run.watches[$0].lossAtMiddle }
        }
    }

    static let depths = [10, 25, 50]
    private let worlds: [World]
    private let methods: [(name: String, scores: [[Double]])]

    init(_ worlds: [World], training: [World]) {
        self.worlds = worlds
        let rows = training.flatMap(\.rows)
        let labels = training.flatMap(\.labels)
        let logistic = LogisticModel(rows: rows, labels: labels)
        let boosted = BoostedStumps(rows: rows, labels: labels)
        func column(_ name: String) -> Int { ClientFeatures.names.firstIndex(of: name) ?? 0 }
        let (short, wins, usd) = (column("short_holds"), column("recent_wins"), column("usd"))
        methods = [
            ("engine_score", worlds.map(\.scores)),
            ("engine_expected_loss", worlds.map(\.losses)),
            ("base_rate", worlds.map { $0.rows.map { _ in 0 } }),
            ("hold_time_rule", worlds.map { $0.rows.map { $0[short] } }),
            ("last_20_win_ratio", worlds.map { $0.rows.map { $0[wins] } }),
            ("profit_ranking", worlds.map { $0.rows.map { $0[usd] } }),
            ("logistic", worlds.map { $0.rows.map { logistic.score($0) } }),
            ("boosted_stumps", worlds.map { $0.rows.map { boosted.score($0) } }),
        ]
    }

    func measures() -> [Measure] { methods.flatMap { measures(of: $0.name, $0.scores) } }

    private func measures(of name: String, _ scores: [[Double]]) -> [Measure] {
        let sizes = worlds.map { $0.labels.count }
        func pooled(_ measure: ([Double], [Bool]) -> Double?) -> (Double?, ClosedRange<Double>?) {
            // Inside each world, then on average: scores of learners are comparable across worlds, those of others need not be.
            func value(_ drawn: [[Int]]) -> Double? {
                let values = drawn.indices.compactMap { world in
                    measure(drawn[world].map { scores[world][$0] }, drawn[world].map { worlds[world].labels[$0] })
                }
                return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
            }
            return (value(sizes.map { Array(0..<$0) }), Interval.bootstrap(sizes, value))
        }
        let (area, areaRange) = pooled(RankingMeasures.areaUnderCurve)
        let (precision, precisionRange) = pooled(RankingMeasures.averagePrecision)
        let n = sizes.reduce(0, +)
        return [
            Measure(name: "rank.auc.\(name)", value: area, interval: areaRange, n: n),
            Measure(name: "rank.pr_auc.\(name)", value: precision, interval: precisionRange, n: n),
        ] + Self.depths.map { money(name, scores, first: $0) }
    }

    /// Dollars a world that covering the first would have saved the house in the second half.
    private func money(_ name: String, _ scores: [[Double]], first depth: Int) -> Measure {
        let sizes = worlds.map { $0.labels.count }
        func value(_ drawn: [[Int]]) -> Double? {
            let sums = drawn.indices.map { world in
                RankingMeasures.gain(drawn[world].map { scores[world][$0] }, drawn[world].map { worlds[world].gains[$0] }, first: depth)
            }
            return sums.reduce(0, +) / Double(max(1, sums.count))
        }
        return Measure(
            name: "rank.money_top\(depth).\(name)", value: value(sizes.map { Array(0..<$0) }), interval: Interval.bootstrap(sizes, value),
            n: sizes.reduce(0, +))
    }
}
