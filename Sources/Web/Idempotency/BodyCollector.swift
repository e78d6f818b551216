import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Gathers the body of an answer.
final class BodyCollector: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    var bytes: [UInt8] { gathered.withLock { $0 } }

    struct Writer: ResponseBodyWriter {
        let collector: BodyCollector

        func write(_ buffer: ByteBuffer) async throws {
            collector.gathered.withLock { $0.append(contentsOf: buffer.readableBytesView) }
        }

        consuming func finish(_: HTTPFields?) async throws {}
    }
}
