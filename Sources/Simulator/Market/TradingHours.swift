/// When a symbol is quoted and traded, by the server's own clock, in minutes from midnight.
enum TradingHours: Sendable {
    /// Monday 00:00 to Friday 24:00.
    case forex
    /// As forex with an hour's break over midnight.
    case metal
    /// As metal with the break a little longer.
    case index
    /// Day and night, weekends too.
    case always

    /// The one session of a day, 0 for Sunday, or nil on a day without one.
    func session(on weekday: Int) -> Range<Int>? {
        if self == .always { return 0..<1440 }
        guard (1...5).contains(weekday) else { return nil }
        switch self {
        case .forex, .always: return 0..<1440
        case .metal: return 65..<1435
        case .index: return 65..<1415
        }
    }
}
