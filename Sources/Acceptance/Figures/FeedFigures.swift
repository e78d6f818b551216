import Brokerage
import Risk
import Simulator

/// Faults of the broker's own feed, on one day whose every tick is on the tape: a thinned tape shows prices later than the feed did.
enum FeedFigures {
    static func measures(seed: UInt64, end: Timestamp) -> [Measure] {
        let tape = SimulatedTape(seed: seed, accounts: 40, days: 1, end: end, density: 1)
        var run = TapeRun(tape)
        run.play()
        let found = run.engine.feedIncidents()
        let frozen = found.filter { $0.kind == .frozen }
        let met = tape.freezes.count { freeze in frozen.contains { isOne($0, freeze) } }
        let right = frozen.count { incident in tape.freezes.contains { isOne(incident, $0) } }
        let others = FeedIncident.Kind.allCases.filter { $0 != .frozen }.map { kind in (kind.name, Double(found.count { $0.kind == kind })) }
        return [
            .share("feed.freezes_found", met, of: tape.freezes.count), .share("feed.freezes_right", right, of: frozen.count, beside: others),
        ]
    }

    /// Whether an incident is the freeze: they overlap, but for the time to the last tick before it.
    private static func isOne(_ incident: FeedIncident, _ freeze: Range<Timestamp>) -> Bool {
        let end = incident.endedAt ?? incident.startedAt
        return incident.startedAt < freeze.upperBound + .seconds(1) && end > freeze.lowerBound - .seconds(1)
    }
}
