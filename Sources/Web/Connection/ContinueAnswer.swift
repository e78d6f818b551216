import NIOCore
import NIOHTTP1

/// Answers `Expect: 100-continue` at once: clients with a large body wait for it, some of them a whole second.
final class ContinueAnswer: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Requests whose answer has not gone out. An interim answer must not fall into the middle of another's.
    private var unanswered = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = Self.unwrapInboundIn(data) {
            unanswered += 1
            if unanswered == 1, head.headers["Expect"].first?.lowercased() == "100-continue" {
                let answer = HTTPResponseHead(version: .http1_1, status: .continue)
                context.writeAndFlush(Self.wrapOutboundOut(.head(answer)), promise: nil)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = Self.unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }
}
