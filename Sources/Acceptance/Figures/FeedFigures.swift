import Risk

/// Faults of the broker's own feed as the engine tells them. Two freezes a day were planted in every world.
enum FeedFigures {
    static func measures(_ runs: [TapeRun]) -> [Measure] {
        var counts: [String: Double] = [:]
        var days = 0.0
        for run in runs {
            days += run.days
            for incident in run.engine.feedIncidents() { counts[incident.kind.name, default: 0] += 1 }
        }
        let all = counts.values.reduce(0, +)
        return [
            Measure(
                name: "feed_incidents.a_day", value: days > 0 ? all / days : nil, beside: counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        ]
    }
}
