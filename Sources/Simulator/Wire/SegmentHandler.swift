import NIOCore

/// Applies the faults of the wire to what is written: answers cut in the middle, answers byte by byte.
final class SegmentHandler: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let core: SimulationCore

    init(core: SimulationCore) { self.core = core }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var buffer = unwrapOutboundIn(data)
        let faults = core.faults
        if faults.dropsMidPacket > 0, buffer.readableBytes > 1, core.take(\.dropsMidPacket) {
            let half = buffer.readSlice(length: buffer.readableBytes / 2) ?? buffer
            context.writeAndFlush(wrapOutboundOut(half), promise: nil)
            return context.close(promise: promise)
        }
        guard faults.sendsSingleBytes, buffer.readableBytes > 1 else { return context.write(data, promise: promise) }
        while buffer.readableBytes > 1, let byte = buffer.readSlice(length: 1) { context.writeAndFlush(wrapOutboundOut(byte), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
    }
}
