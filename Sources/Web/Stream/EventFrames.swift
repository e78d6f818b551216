import Desk
import NIOCore
import Synchronization

/// Makes an event's frame once for all the clients of a desk: the newest of each topic is kept and shared.
final class EventFrames: Sendable {
    private struct Newest {
        var seq: UInt64
        var frame: ByteBuffer
    }

    private let newest = Mutex<[Topic: Newest]>([:])

    func frame(_ event: Hub.Event) -> ByteBuffer {
        newest.withLock { newest in
            if let made = newest[event.topic], made.seq == event.seq { return made.frame }
            let frame = StreamFrame.event(event)
            newest[event.topic] = Newest(seq: event.seq, frame: frame)
            return frame
        }
    }
}
