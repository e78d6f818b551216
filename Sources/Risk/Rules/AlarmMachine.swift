import Brokerage

/// The life of one rule with one subject (risk-domain 9): fires once, again at each step, counts repeats inside the cooldown, and
/// re-arms when the value has been under 80 % of the threshold for five minutes. A plain value; whoever owns it acts on what it says.
struct AlarmMachine: Sendable {
    static let rearmShare = 0.8
    static let rearmTime = Duration.seconds(300)

    var state: AlarmState?

    /// A value that stands over time, such as an exposure.
    mutating func observe(_ reading: Reading, cooldown: Duration, at now: Timestamp) -> AlertAction? {
        settleCalm(reading, at: now)
        guard reading.isBeyond else {
            state?.isBeyond = false
            return nil
        }
        let level = reading.level
        guard var state, !state.isArmed || now < state.raisedAt + cooldown else {
            state = AlarmState(raisedAt: now, level: level, severity: reading.severity, isArmed: false, isBeyond: true, calmSince: nil)
            return .open
        }
        let isHigher = level > state.level || reading.severity > state.severity
        let isAgain = !state.isBeyond
        (state.isBeyond, state.isArmed) = (true, false)
        if isHigher {
            (state.level, state.severity, state.raisedAt) = (max(level, state.level), max(reading.severity, state.severity), now)
        }
        self.state = state
        return isHigher ? .stepUp : isAgain ? .count : nil
    }

    /// Something that happened, such as an order. Events older than `fresh` come from catching up: they open one alert and count.
    mutating func occur(_ severity: AlertSeverity, cooldown: Duration, happened: Timestamp, fresh: Duration, at now: Timestamp) -> AlertAction {
        let isOld = happened < now - fresh
        guard let state, isOld || now < state.raisedAt + cooldown else {
            state = AlarmState(raisedAt: now, level: 0, severity: severity, isArmed: true, isBeyond: false, calmSince: nil)
            return .open
        }
        return .count
    }

    /// Follows the time under the re-arm mark, and forgets steps once it was long enough.
    private mutating func settleCalm(_ reading: Reading, at now: Timestamp) {
        guard var state, !state.isArmed else { return }
        if let since = state.calmSince, now >= since + Self.rearmTime { (state.isArmed, state.level) = (true, 0) }
        state.calmSince = reading.ratio < Self.rearmShare ? state.calmSince ?? now : nil
        self.state = state
    }
}

/// What a rule measured of a subject.
struct Reading: Sendable, Equatable {
    var value: Double
    var threshold: Double
    /// Value over threshold, or the inverse for rules that fear small values: one and more is bad.
    var ratio: Double
    var isBeyond: Bool
    var severity: AlertSeverity
    /// Steps past the threshold; zero for rules without steps.
    var level = 0

    /// A value that must not pass a threshold, with alerts at each further step.
    static func above(_ value: Double, _ threshold: Double, step: Double? = nil, severity: AlertSeverity) -> Reading {
        let isBeyond = value > threshold
        var level = 0
        if let step, step > 0, isBeyond { level = Int(Whole.nearest(((value - threshold) / step).rounded(.down), within: 1_000_000)) }
        return Reading(
            value: value, threshold: threshold, ratio: threshold > 0 ? value / threshold : 0, isBeyond: isBeyond, severity: severity, level: level)
    }

    /// A value that must not fall under a threshold.
    static func below(_ value: Double, _ threshold: Double, severity: AlertSeverity) -> Reading {
        let isBeyond = value < threshold
        return Reading(
            value: value, threshold: threshold, ratio: value > 0 ? threshold / value : isBeyond ? .infinity : 0, isBeyond: isBeyond,
            severity: severity)
    }

    /// A finding that is there or not, with the figure that shows it.
    static func finding(_ isFound: Bool, value: Double, threshold: Double, severity: AlertSeverity) -> Reading {
        Reading(value: value, threshold: threshold, ratio: isFound ? 1 : 0, isBeyond: isFound, severity: severity)
    }
}
