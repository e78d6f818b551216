import Brokerage
import DequeModule
import Synchronization

/// Tells everybody who listens what changed at one desk. Each topic counts its own events, so a listener sees a gap.
///
/// Events are JSON already, made once for all listeners. The newest of each topic, up to ``ringSize`` events and ``ringBytes``
/// bytes, are kept for listeners that come back. Publishing never waits: a listener takes what it wants when it is told that there is something.
public final class Hub: Sendable {
    /// One event of a topic.
    public struct Event: Sendable {
        public var topic: Topic
        public var seq: UInt64
        /// The `data` of the frame, as JSON.
        public var data: [UInt8]
    }

    /// What a listener that has seen events up to a number must be sent.
    public enum CatchUp: Sendable {
        case events([Event])
        /// Too much was missed, or it was another run of the server: begin with a snapshot.
        case snapshotNeeded
    }

    private struct State {
        var sequences: [Topic: UInt64] = [:]
        var rings: [Topic: Ring] = [:]
        var listeners: [Int: @Sendable (Event) -> Void] = [:]
        var nextListener = 0
        var whenHeard: (@Sendable () -> Void)?
    }

    /// The newest events of one topic.
    private struct Ring {
        private(set) var events: Deque<Event> = []
        private var bytes = 0

        mutating func keep(_ event: Event) {
            events.append(event)
            bytes += event.data.count
            while events.count > Hub.ringSize || (bytes > Hub.ringBytes && events.count > 1) { bytes -= events.removeFirst().data.count }
        }
    }

    /// How many events of a topic are kept for those who come back.
    public static let ringSize = 512
    /// How many bytes of them: an event about hundreds of accounts is a large one.
    public static let ringBytes = 2 * 1024 * 1024

    /// Changes when the server starts again, so that numbers of an earlier run are not trusted.
    public let epoch: UInt64
    private let state = Mutex(State())

    public init(epoch: UInt64) { self.epoch = epoch }

    /// The number of the newest event of a topic; 0 before the first.
    public func sequence(of topic: Topic) -> UInt64 { state.withLock { $0.sequences[topic] ?? 0 } }

    /// True when somebody would hear an event.
    public var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// Numbers an event and tells every listener.
    public func publish(_ topic: Topic, _ data: [UInt8]) {
        state.withLock { state in
            let seq = (state.sequences[topic] ?? 0) + 1
            state.sequences[topic] = seq
            let event = Event(topic: topic, seq: seq, data: data)
            state.rings[topic, default: Ring()].keep(event)
            // Told under the lock so that no listener sees two events in the wrong order; a listener only puts it in its mailbox.
            for listener in state.listeners.values { listener(event) }
        }
    }

    /// Registers a listener. The closure must only put the event somewhere: it is called on the publisher's thread, under a lock.
    /// - Returns: a number for ``remove(listener:)``.
    public func add(listener: @escaping @Sendable (Event) -> Void) -> Int {
        let (number, whenHeard) = state.withLock { state in
            state.nextListener += 1
            state.listeners[state.nextListener] = listener
            return (state.nextListener, state.whenHeard)
        }
        whenHeard?()
        return number
    }

    /// Has the publisher told whenever somebody begins to listen: what it kept back while nobody did is news then.
    func tellWhenHeard(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.whenHeard = body } }

    public func remove(listener: Int) {
        state.withLock { $0.listeners[listener] = nil }
    }

    /// Forgets the events that are kept, as they tell of what may no longer be told. Whoever comes back begins with a snapshot.
    func forgetEvents() { state.withLock { $0.rings = [:] } }

    /// What a listener missed since event `seq` of run `epoch`.
    public func catchUp(_ topic: Topic, epoch: UInt64, seq: UInt64) -> CatchUp {
        guard epoch == self.epoch else { return .snapshotNeeded }
        return state.withLock { state in
            let newest = state.sequences[topic] ?? 0
            guard seq <= newest else { return .snapshotNeeded }
            guard seq < newest else { return .events([]) }
            guard let ring = state.rings[topic]?.events, let oldest = ring.first, oldest.seq <= seq + 1 else { return .snapshotNeeded }
            return .events(ring.filter { $0.seq > seq })
        }
    }
}
