import NIOCore
import NIOHTTP1

/// Cuts a connection whose request body comes so slowly that it only serves to hold the connection.
///
/// The idle limit alone would let a peer hold it for ever with a byte now and then. Two windows in a row must be too slow, and the
/// server must wait for the peer at the end of both: while it stores what came before, it reads nothing.
final class BodyPace: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Bytes that must come in a window.
    static let least = 1024

    private let window: TimeAmount
    private var isInBody = false
    private var bytes = 0
    /// Whether the server asked for more and has had nothing since.
    private var isAsked = false
    /// Windows in a row that were too slow.
    private var slow = 0
    private var next: Scheduled<Void>?

    init(window: TimeAmount) { self.window = window }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isAsked = false
        switch Self.unwrapInboundIn(data) {
        case .head: (isInBody, slow) = (true, 0)
        case .body(let part): bytes += part.readableBytes
        case .end:
            isInBody = false
            stop()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        isAsked = true
        // Most bodies are whole before more is asked for, and never need a watch.
        if isInBody, next == nil { watch(context) }
        context.read()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func watch(_ context: ChannelHandlerContext) {
        bytes = 0
        let bound = NIOLoopBound((pace: self, context: context), eventLoop: context.eventLoop)
        next = context.eventLoop.scheduleTask(in: window) {
            let (pace, context) = bound.value
            pace.next = nil
            pace.slow = pace.isAsked && pace.bytes < Self.least ? pace.slow + 1 : 0
            guard pace.slow < 2 else { return context.close(promise: nil) }
            pace.watch(context)
        }
    }

    private func stop() {
        next?.cancel()
        next = nil
    }
}
