import NIOCore

/// Ends a WebSocket when the server stops: the session is told to say 1001, and the connection is cut if that takes too long.
final class StreamQuiesce: ChannelInboundHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let drain: TimeAmount
    private let stop: @Sendable () -> Void

    init(drain: TimeAmount, stop: @escaping @Sendable () -> Void) {
        (self.drain, self.stop) = (drain, stop)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.fireChannelRead(data) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        stop()
        let bound = context.loopBound
        context.eventLoop.scheduleTask(in: drain) { bound.value.close(promise: nil) }
    }
}
