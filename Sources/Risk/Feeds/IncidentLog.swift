import Brokerage
import DequeModule

/// The newest incidents of all feeds, and which of them changed since they were handed out.
struct IncidentLog: Sendable {
    /// The store has them all.
    private static let limit = 1000

    private var incidents: Deque<FeedIncident> = []
    private var gone = 0
    private var changed: [Int] = []

    /// Oldest first.
    var all: [FeedIncident] { Array(incidents) }

    mutating func add(_ incident: FeedIncident) -> Int {
        incidents.append(incident)
        while incidents.count > Self.limit {
            incidents.removeFirst()
            gone += 1
        }
        let entry = gone + incidents.count - 1
        changed.append(entry)
        return entry
    }

    mutating func update(_ entry: Int, _ change: (inout FeedIncident) -> Void) {
        guard entry >= gone, entry - gone < incidents.count else { return }
        change(&incidents[entry - gone])
        if !changed.contains(entry) { changed.append(entry) }
    }

    mutating func drain() -> [FeedIncident] {
        let news = changed.filter { $0 >= gone }.map { incidents[$0 - gone] }
        changed.removeAll(keepingCapacity: true)
        return news
    }

    mutating func restore(_ stored: [FeedIncident]) {
        for incident in stored.sorted(by: { $0.startedAt < $1.startedAt }) { _ = add(incident) }
        changed.removeAll(keepingCapacity: true)
    }
}
