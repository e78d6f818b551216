import Brokerage
import MetaTrader

/// The notes of a feed on how far it is, as they are saved together with the events that they cover.
///
/// Whatever cannot be read counts as absent: the feed then starts that part over, which costs time and changes nothing stored.
struct FeedCursors: Sendable, Equatable {
    /// The last second of the server's clock up to which all deals were read.
    var watermark: Int64?
    /// Where reading by pages stands, while it is not finished.
    var paging: (window: MT5Span, page: PagePlan.Page)?
    /// When the last two days of deals were last read again.
    var deepReadAt: Timestamp?
    /// The clock rule by which the stored deals were converted.
    var dealsClock: ServerClock?
    var clock: ServerClock?
    var evidence = ClockEvidence()

    init() {}

    init(_ saved: [String: String]) {
        watermark = saved[Key.watermark].flatMap { Int64($0) }.flatMap { (0...Self.latest).contains($0) ? $0 : nil }
        paging = saved[Key.paging].flatMap(Self.paging)
        deepReadAt = saved[Key.deepRead].flatMap { Int64($0) }.flatMap { (0...Self.latest).contains($0) ? Timestamp(seconds: $0) : nil }
        dealsClock = saved[Key.dealsClock].flatMap(Self.clock)
        clock = saved[Key.clock].flatMap(Self.clock)
        evidence = saved[Key.evidence].map(ClockEvidence.init(text:)) ?? ClockEvidence()
    }

    var saved: [String: String] {
        var saved: [String: String] = [:]
        saved[Key.watermark] = watermark.map { "\($0)" } ?? ""
        saved[Key.paging] = paging.map { "\($0.window.from) \($0.window.to) \($0.page.login) \($0.page.offset)" } ?? ""
        saved[Key.deepRead] = deepReadAt.map { "\($0.seconds)" } ?? ""
        saved[Key.dealsClock] = dealsClock.map(Self.text) ?? ""
        saved[Key.clock] = clock.map(Self.text) ?? ""
        saved[Key.evidence] = evidence.text
        return saved
    }

    /// What differs from `other`, so that a delivery carries no more than it has to.
    func changes(since other: FeedCursors) -> [String: String] {
        let before = other.saved
        return saved.filter { before[$0.key] != $0.value }
    }

    static func == (left: Self, right: Self) -> Bool { left.saved == right.saved }

    /// Far beyond any stamp, and far from where arithmetic overflows.
    private static let latest: Int64 = 1 << 40

    private enum Key {
        static let watermark = "mt5.deals.watermark"
        static let paging = "mt5.deals.page"
        static let deepRead = "mt5.deals.deep_read"
        static let dealsClock = "mt5.deals.clock"
        static let clock = "mt5.clock"
        static let evidence = "mt5.clock.evidence"
    }

    private static func paging(_ text: String) -> (window: MT5Span, page: PagePlan.Page)? {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 4, numbers[0] >= 0, numbers[0] <= numbers[1], numbers[1] <= latest, numbers[3] >= 0 else { return nil }
        return (MT5Span(from: numbers[0], to: numbers[1]), PagePlan.Page(login: numbers[2], offset: Int(numbers[3])))
    }

    private static func text(_ clock: ServerClock) -> String { "\(clock.standardOffset) \(clock.rule.rawValue)" }

    private static func clock(_ text: String) -> ServerClock? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let offset = Int(parts[0]), offset.magnitude < 4_000_000_000,
            let rule = ServerClock.DaylightRule(rawValue: String(parts[1]))
        else { return nil }
        return ServerClock(standardOffset: offset, rule: rule)
    }
}
