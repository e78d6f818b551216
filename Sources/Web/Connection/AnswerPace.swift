import NIOCore
import NIOHTTP1

/// Cuts a connection whose client takes its answer so slowly that it only serves to hold memory here.
///
/// It looks on only while more waits than the system takes; two windows in a row must be too slow.
final class AnswerPace: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Bytes that must go out in a window.
    static let least = 16 * 1024

    private let window: TimeAmount
    /// Bytes that waited at the last look.
    private var waiting = 0
    /// Windows in a row that were too slow.
    private var slow = 0
    private var next: Scheduled<Void>?

    init(window: TimeAmount) { self.window = window }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            stop()
        } else if next == nil {
            (slow, waiting) = (0, AnswerPace.pending(context))
            watch(context)
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func watch(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((pace: self, context: context), eventLoop: context.eventLoop)
        next = context.eventLoop.scheduleTask(in: window) {
            let (pace, context) = bound.value
            let pending = AnswerPace.pending(context)
            pace.slow = pace.waiting - pending < Self.least ? pace.slow + 1 : 0
            pace.waiting = pending
            pace.next = nil
            guard pace.slow < 2 else { return context.close(mode: .all, promise: nil) }
            pace.watch(context)
        }
    }

    private func stop() {
        next?.cancel()
        next = nil
    }

    private static func pending(_ context: ChannelHandlerContext) -> Int {
        do {
            return try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0
        } catch {
            // A channel that has just closed has nothing pending.
            return 0
        }
    }
}
