/// How far an account is from being closed by the server (risk-domain 3.6).
struct StopOutDistance: Sendable, Equatable {
    /// What the account can still lose: equity less the stop-out's share of the margin. Zero or less: it is there.
    let loss: Double
    /// The move against a net position in one symbol that loses it.
    let pips: Double?
    /// The same in deviations of what the account's positions do together over the horizon.
    let deviations: Double?

    /// - Parameters:
    ///   - stopOutLevel: percent of margin.
    ///   - pipValue: what a pip is worth to the net position; nil or zero where there is no one net position.
    ///   - deviation: what one deviation over the horizon is worth, in the account's currency; nil where unknown.
    init(equity: Double, margin: Double, stopOutLevel: Double, pipValue: Double?, deviation: Double?) {
        let loss = equity - stopOutLevel / 100 * margin
        self.loss = loss
        pips = pipValue.flatMap { $0 != 0 ? max(0, loss) / abs($0) : nil }
        deviations = deviation.flatMap { $0 > 0 ? max(0, loss) / $0 : nil }
    }

    /// The chance that the stop-out is touched within the horizon: twice the chance that a driftless path ends beyond it.
    var touchChance: Double? { deviations.map { min(1, 2 * (1 - Normal.cumulative($0))) } }
}
