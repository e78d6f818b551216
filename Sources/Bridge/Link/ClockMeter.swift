import Brokerage

/// Measures how far a trading server's wall clock runs ahead of UTC and infers by which rule it changes.
///
/// Stamps are converted by the rule and not by today's offset, because history was stamped with the offset of its own day. Every
/// measured offset is kept as evidence; the rule in force is the first of the usual ones that no piece of evidence contradicts.
struct ClockMeter: Sendable {
    /// What a measurement showed.
    enum Finding: Sendable, Equatable {
        /// As predicted, or a change to or from daylight saving time that the rule foretold.
        case steady
        /// The reading contradicts the rule; it is believed when it is confirmed.
        case doubtful
        /// The rule is another one than was thought: history was converted wrongly and needs to be read again.
        case learned
        /// The clock was moved by so many seconds, and no rule of daylight saving time explains it.
        case jumped(seconds: Int)
    }

    /// A round trip longer than this says too little about when the server looked at its clock.
    static let longestRoundTrip = Duration.seconds(10)
    /// Zones differ from UTC by whole quarters of an hour.
    static let quarter = 900
    /// So many equal readings in a row are believed against the rule.
    static let confirmations = 3
    /// Nearer than this to UTC lie all zones of the earth.
    static let widestZone = 15 * 3600

    private(set) var clock: ServerClock
    private(set) var evidence: ClockEvidence
    /// What the server's clock is ahead of UTC at the newest reading, not rounded. Nil before the first one.
    private(set) var ahead: Duration?
    /// True when a person fixed the rule: it is never replaced.
    let isFixed: Bool
    private var zone: ZoneSettings?
    private var doubt: (offset: Int, count: Int)?
    private var isMeasured: Bool

    /// - Parameters:
    ///   - fixed: The rule that a person set for the connection.
    ///   - saved: The rule in force when the feed last ran, and what it had been inferred from.
    init(fixed: ServerClock? = nil, saved: ServerClock? = nil, evidence: ClockEvidence = ClockEvidence()) {
        clock = fixed ?? saved ?? ServerClock()
        isFixed = fixed != nil
        isMeasured = fixed != nil || saved != nil
        self.evidence = evidence
    }

    /// True when the server's clock is so far from UTC that it cannot be a zone: it is set wrongly.
    var isImplausible: Bool { clock.standardOffset.magnitude > Self.widestZone }

    /// Takes the server's own time settings, where it states them.
    /// - Returns: True when the rule changed by it.
    mutating func stated(_ settings: ZoneSettings, at now: Timestamp) -> Bool {
        zone = settings
        guard !isFixed, isMeasured, evidence.last != nil else { return false }
        return infer(at: now)
    }

    /// Takes one reading of the server's clock.
    /// - Parameters:
    ///   - wall: What the clock showed, in whole seconds.
    ///   - sent: When it was asked for.
    ///   - received: When the answer was there.
    mutating func measured(wall: Timestamp, sent: Timestamp, received: Timestamp) -> Finding {
        let roundTrip = received - sent
        guard roundTrip >= .zero, roundTrip <= Self.longestRoundTrip else { return .doubtful }
        let instant = sent + .microseconds(roundTrip.microseconds / 2)
        // The clock shows whole seconds: on average it is half a second further than it says.
        let ahead = wall.microseconds &- instant.microseconds &+ 500_000
        self.ahead = .microseconds(ahead)
        let quarters = (Double(ahead) / 1e6 / Double(Self.quarter)).rounded()
        guard let offset = Int(exactly: quarters * Double(Self.quarter)), offset.magnitude < 4_000_000_000 else { return .doubtful }
        return judge(offset, at: instant)
    }

    private mutating func judge(_ offset: Int, at instant: Timestamp) -> Finding {
        guard isMeasured else {
            isMeasured = true
            evidence.add(offset, at: instant)
            _ = infer(at: instant)
            return .learned
        }
        let expected = clock.offset(at: instant)
        guard offset != expected else {
            doubt = nil
            evidence.add(offset, at: instant)
            return .steady
        }
        let count = doubt?.offset == offset ? (doubt?.count ?? 0) + 1 : 1
        doubt = (offset, count)
        guard count >= Self.confirmations else { return .doubtful }
        doubt = nil
        guard !isFixed else { return .jumped(seconds: offset - expected) }
        evidence.add(offset, at: instant)
        let before = evidence.runs.count
        _ = infer(at: instant)
        return evidence.runs.count == before ? .learned : .jumped(seconds: offset - expected)
    }

    /// Takes the first usual rule that fits. Evidence from before a jump fits none and is dropped, oldest first.
    private mutating func infer(at now: Timestamp) -> Bool {
        let before = clock
        while let last = evidence.last {
            if let fitting = ClockCandidates(offset: last.offset, zone: zone).list.first(where: { evidence.fits($0) }) {
                clock = fitting
                break
            }
            guard evidence.runs.count > 1 else {
                clock = ServerClock(standardOffset: last.offset)
                break
            }
            evidence.dropOldest()
        }
        return clock != before
    }
}
