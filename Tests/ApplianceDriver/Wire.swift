import NIOCore
import NIOPosix

/// One TCP connection, byte by byte.
public struct Wire {
    /// The peer closed before what was waited for had come.
    public struct Ended: Error { public init() {} }

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var buffer: [UInt8] = []

    /// Connects, lends the connection to `body` and closes it.
    public static func open<T: Sendable>(_ port: Int, _ body: (inout Wire) async throws -> T) async throws -> T {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel) }
        }
        return try await channel.executeThenClose { inbound, outbound in
            var wire = Wire(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&wire)
        }
    }

    public func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// The next bytes, exactly so many.
    public mutating func read(_ count: Int) async throws -> [UInt8] {
        while buffer.count < count { guard try await fill() else { throw Ended() } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// The bytes before a mark, which is taken too.
    public mutating func read(to mark: String) async throws -> String {
        let mark = Array(mark.utf8)
        while true {
            if let end = buffer.firstRange(of: mark) {
                defer { buffer.removeFirst(end.upperBound) }
                return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            }
            guard try await fill() else { throw Ended() }
        }
    }

    private mutating func fill() async throws -> Bool {
        guard let more = try await inbound.next() else { return false }
        buffer.append(contentsOf: more.readableBytesView)
        return true
    }
}
