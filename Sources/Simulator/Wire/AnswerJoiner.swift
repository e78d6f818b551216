import NIOCore

/// Joins the head and the body of a short answer into one write, and so into one TLS record.
///
/// Some clients take what a single read gives them for the whole answer; a head that travels alone leaves them without a body.
final class AnswerJoiner: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The most that a TLS record holds. Longer answers take several in any case, so their parts are not copied together.
    private static let recordLimit = 16 * 1024

    private var joined: ByteBuffer?
    private var promise: EventLoopPromise<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var part = unwrapOutboundIn(data)
        guard var whole = joined, whole.readableBytes + part.readableBytes <= Self.recordLimit else {
            passOn(context)
            (joined, self.promise) = (part, promise)
            return
        }
        // Only one owner is left, so that the part is appended in place.
        joined = nil
        whole.writeBuffer(&part)
        joined = whole
        guard let promise else { return }
        if let first = self.promise { first.futureResult.cascade(to: promise) } else { self.promise = promise }
    }

    func flush(context: ChannelHandlerContext) {
        passOn(context)
        context.flush()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise?.fail(ChannelError.ioOnClosedChannel)
        (joined, promise) = (nil, nil)
    }

    private func passOn(_ context: ChannelHandlerContext) {
        guard let whole = joined else { return }
        let promise = promise
        (joined, self.promise) = (nil, nil)
        context.write(wrapOutboundOut(whole), promise: promise)
    }
}
