import MetaTrader
import NIOCore
import NIOHTTP1
import NIOSSL

/// Looks at the first byte of a connection and sets up the transport that it begins.
final class TransportDetector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let core: SimulationCore
    private let tls: NIOSSLContext

    init(core: SimulationCore, tls: NIOSSLContext) { (self.core, self.tls) = (core, tls) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        guard let first = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) else { return }
        do {
            switch first {
            case MT5Packet.prefix.first:
                try context.pipeline.syncOperations.addHandler(SegmentHandler(core: core))
                try context.pipeline.syncOperations.addHandler(RawSessionHandler(core: core))
            case 0x16:
                try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                try addWeb(context)
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where core.options.plainHTTP: try addWeb(context)
            default: return context.close(promise: nil)
            }
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func addWeb(_ context: ChannelHandlerContext) throws {
        try context.pipeline.syncOperations.addHandler(SegmentHandler(core: core))
        try context.pipeline.syncOperations.addHandler(AnswerJoiner())
        try context.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
        let requests = try context.pipeline.syncOperations.handler(type: HTTPServerPipelineHandler.self)
        try context.pipeline.syncOperations.addHandler(UpgradeRefusal(), position: .before(requests))
        try context.pipeline.syncOperations.addHandler(WebSessionHandler(core: core))
    }
}
