import Brokerage

/// Sorts out the hour that the server's clock shows twice when daylight saving time ends.
///
/// Stamps alone do not tell the two passes apart, but tickets grow: once a later ticket has an earlier stamp, the second
/// pass has begun. Where only the second pass was read nothing shows it, and its deals count to the first.
enum RepeatedHour {
    /// Tickets and stamps may be out of step by a little; only a step back beyond this is a new pass.
    private static let tolerance = Duration.seconds(300)

    /// - Parameter deals: read with every stamp taken for the first pass.
    static func resolve(_ deals: inout [Deal], clock: ServerClock) {
        guard clock.rule != .fixed else { return }
        let doubtful = deals.indices.filter { clock.offset(at: deals[$0].time) > clock.offset(at: deals[$0].time + .seconds(3600)) }
        guard doubtful.count > 1 else { return }
        var latest = Timestamp.distantPast
        var isSecondPass = false
        for index in doubtful.sorted(by: { deals[$0].ticket < deals[$1].ticket }) {
            let time = deals[index].time
            // Each year has a repeated hour of its own.
            if time.seconds(since: latest) > 7200 {
                isSecondPass = false
                latest = time
            } else if time + tolerance < latest {
                isSecondPass = true
            }
            if isSecondPass { deals[index].time = time + .seconds(3600) } else { latest = max(latest, time) }
        }
    }
}
