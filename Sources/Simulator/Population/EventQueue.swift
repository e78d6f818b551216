/// What is due when, earliest first; what is due at the same instant keeps the order in which it was put in.
struct EventQueue: Sendable {
    enum Event: Sendable {
        /// A client opens the account and pays in.
        case arrive(Int)
        /// A client acts.
        case act(Int)
        /// Stop loss or take profit of a position in this version is reached.
        case protect(Int64, version: Int)
        /// Look again when its stop loss or take profit will be reached.
        case watch(Int64, version: Int)
        case trigger(Int64)
        case watchOrder(Int64)
        case expire(Int64)
        case follow(plan: Int, TradingServer.Fill)
        case unfollow(plan: Int, leader: Int64)
        /// A client pays in or out.
        case cash(Int)
        case marginSweep
        case rollover
    }

    private struct Entry: Sendable {
        var time: Int64
        var order: UInt64
        var event: Event

        func comes(before other: Entry) -> Bool { time != other.time ? time < other.time : order < other.order }
    }

    private var heap: [Entry] = []
    private var nextOrder: UInt64 = 0

    var nextTime: Int64? { heap.first?.time }

    mutating func add(_ event: Event, at time: Int64) {
        guard time < .max else { return }
        heap.append(Entry(time: time, order: nextOrder, event: event))
        nextOrder += 1
        var index = heap.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard heap[index].comes(before: heap[parent]) else { return }
            heap.swapAt(index, parent)
            index = parent
        }
    }

    /// Takes the earliest event that is due at `time`.
    mutating func take(dueBy time: Int64) -> (time: Int64, event: Event)? {
        guard let first = heap.first, first.time <= time else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return (first.time, first.event) }
        heap[0] = last
        var index = 0
        while true {
            var smallest = index
            let (left, right) = (2 * index + 1, 2 * index + 2)
            if left < heap.count, heap[left].comes(before: heap[smallest]) { smallest = left }
            if right < heap.count, heap[right].comes(before: heap[smallest]) { smallest = right }
            guard smallest != index else { break }
            heap.swapAt(index, smallest)
            index = smallest
        }
        return (first.time, first.event)
    }
}
