import NIOCore
import NIOHTTP1

/// Answers what is no HTTP request, between two requests of a connection, and closes it. What is wrong with a body goes on to the route
/// that reads it.
final class HeadRefusal: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let fields: @Sendable () -> HTTPHeaders
    /// Requests whose answer has not gone out.
    private var unanswered = 0
    private var isDone = false

    /// - Parameter fields: the header fields of answers that no route makes.
    init(fields: @escaping @Sendable () -> HTTPHeaders) { self.fields = fields }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = Self.unwrapInboundIn(data) { unanswered += 1 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = Self.unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError, unanswered == 0 else { return context.fireErrorCaught(error) }
        guard !isDone else { return }
        isDone = true
        HeadRefusal.answer(fault, fields(), context)
    }

    static func answer(_ fault: HTTPParserError, _ fields: HTTPHeaders, _ context: ChannelHandlerContext) {
        var head = HTTPResponseHead(
            version: .http1_1, status: fault == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest, headers: fields)
        head.headers.add(name: "Content-Length", value: "0")
        head.headers.add(name: "Connection", value: "close")
        let bound = context.loopBound
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
    }
}
