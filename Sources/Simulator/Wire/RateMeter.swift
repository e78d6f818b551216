/// Counts a session's requests in every second.
struct RateMeter: Sendable {
    private let limit: Int
    private var second: Int64 = 0
    private var count = 0

    init(limit: Int) { self.limit = limit }

    /// - Returns: false when this request is one too many in its second.
    mutating func allows(at now: Int64) -> Bool {
        if now != second { (second, count) = (now, 0) }
        count += 1
        return count <= limit
    }
}
