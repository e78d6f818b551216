import Brokerage

/// Counts failures by some key, and says how long the next attempt must wait: not at all for the first few, then one second, and twice
/// as long with each further failure.
struct FailureCounts<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var count: Int
        var last: Timestamp
        /// The failure before the last, for an attempt that is taken back.
        var before: Timestamp
    }

    /// Failures before the first wait.
    let free: Int
    /// The longest wait, in seconds.
    let longest: Int
    private let capacity: Int
    private var entries: [Key: Entry] = [:]

    /// After so long without another failure none is remembered.
    private static var memory: Duration { .seconds(86_400) }

    init(free: Int, longest: Int, capacity: Int) { (self.free, self.longest, self.capacity) = (free, longest, max(1, capacity)) }

    /// Whole seconds until the next attempt may be made; nil when it may be made now.
    func wait(for key: Key, at now: Timestamp) -> Int? {
        guard let known = entries[key] else { return nil }
        let wait = seconds(after: known.count)
        let left = Double(wait) - now.seconds(since: known.last)
        // A clock that was set back must not keep anybody out.
        guard left > 0, left <= Double(wait) else { return nil }
        return max(1, Int(left.rounded(.up)))
    }

    /// How many more may fail before the first wait.
    func left(for key: Key) -> Int { max(0, free - (entries[key]?.count ?? 0)) }

    mutating func add(_ key: Key, at now: Timestamp) {
        if entries.count >= capacity, entries[key] == nil { makeRoom(at: now) }
        var entry = entries[key] ?? Entry(count: 0, last: now, before: now)
        if now - entry.last > Self.memory { entry.count = 0 }
        entries[key] = Entry(count: entry.count + 1, last: now, before: entry.last)
    }

    /// Undoes one ``add(_:at:)``.
    mutating func takeBack(_ key: Key) {
        guard let entry = entries[key] else { return }
        entries[key] = entry.count > 1 ? Entry(count: entry.count - 1, last: entry.before, before: entry.before) : nil
    }

    mutating func forget(_ key: Key) { entries[key] = nil }

    private func seconds(after count: Int) -> Int {
        guard count >= free else { return 0 }
        return min(longest, 1 << min(count - free, 20))
    }

    /// Frees a tenth at once: what has not failed for long, then what has failed least. So nobody can push out what they have failed at often
    /// by failing at much else.
    private mutating func makeRoom(at now: Timestamp) {
        entries = entries.filter { now - $0.value.last <= Self.memory }
        let surplus = entries.count - (capacity - max(1, capacity / 10))
        guard surplus > 0 else { return }
        let order = entries.sorted { ($0.value.count, $0.value.last) < ($1.value.count, $1.value.last) }
        for (key, _) in order.prefix(surplus) { entries[key] = nil }
    }
}
