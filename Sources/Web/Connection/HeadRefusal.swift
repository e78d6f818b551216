import NIOCore
import NIOHTTP1

/// Answers what is no HTTP request, where the next request of a connection should begin, and closes the connection: after the answers to
/// what came before. A fault inside a body goes on to the route that reads it, and its answer is the connection's last.
final class HeadRefusal: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let fields: @Sendable () -> HTTPHeaders
    /// Requests whose answer has not gone out.
    private var unanswered = 0
    private var isInRequest = false
    /// What came instead of the next request.
    private var fault: HTTPParserError?
    private var isBodyBroken = false

    /// - Parameter fields: the header fields of answers that no route makes.
    init(fields: @escaping @Sendable () -> HTTPHeaders) { self.fields = fields }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head: (unanswered, isInRequest) = (unanswered + 1, true)
        case .body: break
        case .end: isInRequest = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = Self.unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        unanswered -= 1
        guard unanswered == 0, isBodyBroken || fault != nil else { return context.write(data, promise: promise) }
        guard let fault else {
            let bound = context.loopBound
            let written = promise ?? context.eventLoop.makePromise()
            written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
            return context.writeAndFlush(data, promise: written)
        }
        context.write(data, promise: promise)
        HeadRefusal.answer(fault, fields(), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        guard !isInRequest else {
            isBodyBroken = true
            return context.fireErrorCaught(error)
        }
        guard fault == nil else { return }
        fault = error
        if unanswered == 0 { HeadRefusal.answer(error, fields(), context) }
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
