import NIOCore
import NIOHTTP1

/// Has a request that proposes another protocol answered as if it had not, as HTTP demands of a server that does not know the other one.
///
/// The parser stops for good after such a request, so it makes way for a fresh one before the request is answered.
final class UpgradeRefusal: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var isProposed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isProposed = head.headers.contains(name: "upgrade")
        case .end where isProposed: return renewParser(context, then: data)
        default: break
        }
        context.fireChannelRead(data)
    }

    private func renewParser(_ context: ChannelHandlerContext, then end: NIOAny) {
        isProposed = false
        let pipeline = context.pipeline.syncOperations
        do {
            let stopped = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            pipeline.removeHandler(stopped).assumeIsolated().whenComplete { [self] removal in
                do {
                    try removal.get()
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()), position: .before(self))
                    context.fireChannelRead(end)
                } catch {
                    context.fireErrorCaught(error)
                }
            }
        } catch {
            context.fireErrorCaught(error)
        }
    }
}
