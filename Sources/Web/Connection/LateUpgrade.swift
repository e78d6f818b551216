import NIOCore
import NIOHTTP1

/// Takes the wish to upgrade from requests that cannot: all but the first of a connection, and `CONNECT`.
///
/// The decoder reads nothing behind such a request, so the next one would wait for ever; the connection is closed after the answer.
final class LateUpgrade: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = Self.unwrapInboundIn(data), head.method == .CONNECT || head.headers.contains(name: "Upgrade") else {
            return context.fireChannelRead(data)
        }
        context.fireChannelRead(Self.wrapInboundOut(.head(UpgradeGate.plain(head))))
    }
}
