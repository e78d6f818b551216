import Brokerage

/// Many orders in a minute (risk-domain 6.15). Closing one basket ticket by ticket is one act, not many.
struct BurstDetector: Sendable, BitwiseCopyable {
    private static let minute: Int64 = 60
    static let opensLimit = 10

    /// Times of the newest openings, in seconds since 1970.
    private var opens = InlineArray<10, UInt32>(repeating: 0)
    private var next: UInt8 = 0
    /// Orders in the running minute and the one before.
    private var running: UInt32 = 0
    private var count: UInt16 = 0
    private var before: UInt16 = 0
    private var lastClose: UInt32 = 0
    private var lastInstrument: Int32 = -1
    /// How often there were too many openings, and the most orders seen in a minute.
    private(set) var bursts: UInt32 = 0
    private(set) var most: UInt16 = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) {
        let seconds = Self.seconds(opening.time)
        if isBurst(at: opening.time) {
            bursts &+= 1
            recent.add(opening.deal)
        }
        opens[Int(next)] = seconds
        next = next == 9 ? 0 : next + 1
        order(seconds)
    }

    mutating func add(_ trip: RoundTrip) {
        let seconds = Self.seconds(trip.closedAt)
        let instrument = Int32(truncatingIfNeeded: trip.instrument)
        let isBasket = instrument == lastInstrument && Int64(seconds) - Int64(lastClose) <= Self.minute
        (lastClose, lastInstrument) = (seconds, instrument)
        // What the server closed was no order.
        if !isBasket, trip.closeReason.isDecision { order(seconds) }
    }

    private mutating func order(_ seconds: UInt32) {
        roll(seconds / 60)
        count = min(count, .max - 1) + 1
        most = max(most, UInt16(clamping: Int(orders(at: Int64(seconds) * 1_000_000).rounded())))
    }

    private mutating func roll(_ minute: UInt32) {
        guard minute != running else { return }
        (before, count, running) = (minute == running &+ 1 ? count : 0, 0, minute)
    }

    /// Orders in the sixty seconds before a moment, those of the minute before by the part of it that still counts.
    func orders(at time: Int64) -> Double {
        let seconds = Self.seconds(time)
        let (minute, rest) = (seconds / 60, Double(seconds % 60) / 60)
        if minute == running { return Double(count) + Double(before) * (1 - rest) }
        return minute == running &+ 1 ? Double(count) * (1 - rest) : 0
    }

    /// Whether an opening at that moment would be one more than ten in sixty seconds.
    func isBurst(at time: Int64) -> Bool { opens[Int(next)] != 0 && Int64(Self.seconds(time)) - Int64(opens[Int(next)]) < Self.minute }

    private static func seconds(_ time: Int64) -> UInt32 { UInt32(clamping: Whole.floorDivide(time, 1_000_000)) }
}

extension ScoreTerm {
    /// A label.
    static let bursts = ScoreTerm(
        code: "order_burst", title: "Bursts of orders",
        innocentExplanation: "One order cut in many parts by a trade manager.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let bursts = account.history.patterns.bursts
            return ScoreEvidence(
                text: "\(bursts.bursts) openings came as the eleventh or later within a minute; at most \(bursts.most) orders in one.",
                n: Int(account.history.patterns.automation.opens), money: nil, deals: bursts.recent)
        }, isFound: { $0.patterns.contains(.bursts) })
}
