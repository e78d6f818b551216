import Brokerage

/// What a trading server says of its own zone.
struct ZoneSettings: Sendable, Equatable {
    /// Seconds ahead of UTC outside daylight saving time.
    var standardOffset: Int
    /// Whether the server changes to daylight saving time.
    var usesDaylight: Bool
}

/// The clock rules that brokers use, likeliest first, for an offset that was just measured.
struct ClockCandidates: Sendable {
    /// Rules that may explain the offset; whoever chooses has to hold them against all readings.
    let list: [ServerClock]

    /// - Parameters:
    ///   - offset: Seconds ahead of UTC that were measured.
    ///   - zone: What the server states. The measured value wins where the two differ.
    init(offset: Int, zone: ZoneSettings?) {
        guard let zone else {
            list = Self.unstated(offset)
            return
        }
        let fixed = ServerClock(standardOffset: offset)
        guard zone.usesDaylight else {
            list = [fixed] + Self.changing(base: offset) + Self.changing(base: offset - 3600)
            return
        }
        list = Self.changing(base: zone.standardOffset) + Self.changing(base: offset) + Self.changing(base: offset - 3600) + [fixed]
    }

    /// "New York + 7 h" is what most brokers run: +2 h in winter and +3 h with the dates of the United States in summer.
    private static func unstated(_ offset: Int) -> [ServerClock] {
        let fixed = ServerClock(standardOffset: offset)
        guard offset == 7200 || offset == 10_800 else {
            return [fixed] + changing(base: offset) + changing(base: offset - 3600)
        }
        return changing(base: 7200) + changing(base: 10_800) + [fixed] + changing(base: 3600)
    }

    private static func changing(base: Int) -> [ServerClock] {
        let rules: [ServerClock.DaylightRule] =
            switch base {
            case 7200, 10_800, -28_800 ... -18_000: [.unitedStates, .europe, .australia]
            case 34_200...39_600: [.australia, .unitedStates, .europe]
            default: [.europe, .unitedStates, .australia]
            }
        return rules.map { ServerClock(standardOffset: base, rule: $0) }
    }
}
