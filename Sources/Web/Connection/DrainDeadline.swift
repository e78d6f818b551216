import NIOCore

/// Cuts a connection whose request is still under way some time after the server was told to stop.
final class DrainDeadline: ChannelInboundHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let drain: TimeAmount

    init(drain: TimeAmount) { self.drain = drain }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.fireChannelRead(data) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            let bound = context.loopBound
            context.eventLoop.scheduleTask(in: drain) { bound.value.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
