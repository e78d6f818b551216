import Desk
import NIOCore
import NIOWebSocket

/// What one client of the stream is still to be sent: a state machine without any waiting.
///
/// Bounded in frames and bytes. When the bound is passed everything that waits is dropped: the client is too slow, it is sent the
/// newest state and the session ends. Snapshots never wait here: the writer makes one when the client has read what came before.
/// While it does, the topic's events are held back so that they follow it.
struct Outbox {
    /// What the writer is to do next.
    enum Work {
        case write([WebSocketFrame])
        /// Send a snapshot of the topic, or what was missed since the position, then call ``settle(_:upTo:)``.
        case join(Topic, after: StreamMessage.Position?)
        /// The client is too slow: send the newest state of these topics, then close.
        case shed([Topic])
        case close(StreamClose)
    }

    private enum Subscription {
        /// Its snapshot or its missed events are being gathered.
        case joining(held: [Held])
        case live
    }

    private struct Held {
        var seq: UInt64
        var frame: ByteBuffer
    }

    private struct Join {
        var topic: Topic
        var after: StreamMessage.Position?
    }

    private enum Ending {
        case no
        case shedding([Topic])
        case closing(StreamClose)
        case closed
    }

    private let maxFrames: Int
    private let maxBytes: Int
    private var frames: [WebSocketFrame] = []
    private var subscriptions: [Topic: Subscription] = [:]
    private var joins: [Join] = []
    private var ending = Ending.no
    /// Frames that wait, those held back among them.
    private(set) var count = 0
    private(set) var bytes = 0

    init(limits: StreamLimits) { (maxFrames, maxBytes) = (limits.mailboxFrames, limits.mailboxBytes) }

    // MARK: Asking

    var isShedding: Bool { if case .shedding = ending { true } else { false } }
    var isClosed: Bool { if case .closed = ending { true } else { false } }
    var isOpen: Bool { if case .no = ending { true } else { false } }
    /// True when ``next()`` has something to say.
    var hasWork: Bool { !isOpen || !frames.isEmpty || !joins.isEmpty }

    // MARK: Subscribing

    /// Asks for a topic. Of two requests for one topic that wait, the later counts.
    mutating func join(_ topic: Topic, after position: StreamMessage.Position?) {
        guard isOpen else { return }
        if subscriptions[topic] == nil { subscriptions[topic] = .joining(held: []) }
        joins.removeAll { $0.topic == topic }
        joins.append(Join(topic: topic, after: position))
    }

    /// Ends the holding back: what was held after number `seq` now waits to be written.
    mutating func settle(_ topic: Topic, upTo seq: UInt64) {
        guard case .joining(let held) = subscriptions[topic] else { return }
        release(held)
        subscriptions[topic] = .live
        for event in held where event.seq > seq { append(event.frame) }
    }

    mutating func leave(_ topic: Topic) {
        if case .joining(let held) = subscriptions[topic] { release(held) }
        subscriptions[topic] = nil
        joins.removeAll { $0.topic == topic }
    }

    // MARK: Putting in

    /// Takes an event when the client has subscribed to its topic.
    mutating func offer(_ topic: Topic, seq: UInt64, frame: () -> ByteBuffer) {
        guard isOpen else { return }
        switch subscriptions[topic] {
        case nil: return
        case .live: append(frame())
        case .joining(var held):
            // The dictionary lets go of the array first, so that it grows in place.
            subscriptions[topic] = .live
            let frame = frame()
            held.append(Held(seq: seq, frame: frame))
            subscriptions[topic] = .joining(held: held)
            charge(frame)
        }
    }

    /// Takes a frame that belongs to no topic.
    mutating func append(_ data: ByteBuffer, as opcode: WebSocketOpcode = .text) {
        guard isOpen else { return }
        frames.append(WebSocketFrame(fin: true, opcode: opcode, data: data))
        charge(data)
    }

    /// Ends the session after what waits has been written. The first reason given stays.
    mutating func finish(_ close: StreamClose) {
        if isOpen { ending = .closing(close) }
    }

    // MARK: Taking out

    /// The next work, when there is some.
    mutating func next() -> Work? {
        if case .shedding(let topics) = ending {
            ending = .closing(.slow)
            return .shed(topics)
        }
        if !frames.isEmpty { return .write(takeFrames()) }
        if isOpen { return takeJoin() }
        guard case .closing(let close) = ending else { return nil }
        ending = .closed
        return .close(close)
    }

    private mutating func takeFrames() -> [WebSocketFrame] {
        let taken = frames
        frames = []
        (count, bytes) = (0, 0)
        // What is held back for a joining topic is still here and still counts.
        for case .joining(let held) in subscriptions.values {
            for event in held { (count, bytes) = (count + 1, bytes + event.frame.readableBytes) }
        }
        return taken
    }

    private mutating func takeJoin() -> Work? {
        guard !joins.isEmpty else { return nil }
        let join = joins.removeFirst()
        if case .live = subscriptions[join.topic] { subscriptions[join.topic] = .joining(held: []) }
        return .join(join.topic, after: join.after)
    }

    // MARK: Keeping count

    private mutating func charge(_ frame: ByteBuffer) {
        (count, bytes) = (count + 1, bytes + frame.readableBytes)
        guard count > maxFrames || bytes > maxBytes else { return }
        ending = .shedding(Topic.allCases.filter { subscriptions[$0] != nil })
        (frames, subscriptions, joins) = ([], [:], [])
        (count, bytes) = (0, 0)
    }

    private mutating func release(_ held: [Held]) {
        for event in held { (count, bytes) = (count - 1, bytes - event.frame.readableBytes) }
    }
}
