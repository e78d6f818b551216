import MetaTrader
import NIOCore
import NIOPosix
import Synchronization

/// Stands between a client and a server of the TCP form and answers some commands itself: as an old build does that lacks them.
final class RefusingRelay: Sendable {
    private let port: Int
    private let refuses: @Sendable (String) -> Bool
    private let listener = Mutex<(any Channel)?>(nil)

    init(port: Int, refusing refuses: @escaping @Sendable (String) -> Bool) { (self.port, self.refuses) = (port, refuses) }

    func listen(_ group: any EventLoopGroup) async throws -> Int {
        let channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { [port, refuses] client in
                client.setOption(.autoRead, value: false).flatMap {
                    ClientBootstrap(group: client.eventLoop)
                        .channelInitializer { server in
                            server.eventLoop.makeCompletedFuture { try server.pipeline.syncOperations.addHandler(Onward(to: client)) }
                        }
                        .connect(host: "127.0.0.1", port: port)
                }.flatMap { server in
                    client.eventLoop.makeCompletedFuture {
                        try client.pipeline.syncOperations.addHandler(Filter(to: server, refuses: refuses))
                    }.flatMap { client.setOption(.autoRead, value: true) }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
        return channel.localAddress?.port ?? 0
    }

    func close() async { try? await listener.withLock { $0 }?.close().get() }

    /// Passes on what the server sends.
    private final class Onward: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let other: any Channel

        init(to other: any Channel) { self.other = other }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { other.writeAndFlush(unwrapInboundIn(data), promise: nil) }
        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
    }

    /// Passes on what the client sends, and answers what is refused.
    private final class Filter: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let other: any Channel
        private let refuses: @Sendable (String) -> Bool
        private var decoder = MT5PacketDecoder(expectsPrefix: true)
        private var isFirst = true

        init(to other: any Channel, refuses: @escaping @Sendable (String) -> Bool) { (self.other, self.refuses) = (other, refuses) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            decoder.append(unwrapInboundIn(data).readableBytesView)
            do {
                while let packet = try decoder.next() { try pass(packet, context) }
            } catch {
                context.close(promise: nil)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

        private func pass(_ packet: MT5Packet, _ context: ChannelHandlerContext) throws {
            if !packet.isPing {
                let message = try MT5Message(parsing: packet.body)
                if refuses(message.command) {
                    let answer = MT5Message(answering: message.command, .notImplemented).encoded
                    for part in MT5Packet.cut(answer, serial: packet.serial) {
                        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: part.encoded)), promise: nil)
                    }
                    return
                }
            }
            let prefix = isFirst ? MT5Packet.prefix : []
            isFirst = false
            other.writeAndFlush(ByteBuffer(bytes: prefix + packet.encoded), promise: nil)
        }
    }
}
