import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1

/// Looks at the first request head of a connection before the upgrade handler does.
///
/// The upgrade handler loses the head of a request whose upgrade is refused, so that the request is never answered. Here an
/// upgrade is decided on first: an admitted one passes untouched, any other passes without its `Upgrade` header and becomes an
/// ordinary request, which the routes refuse in words. Until the first head nothing else watches the connection, so the gate
/// also closes one that stays silent and answers one that does not speak HTTP. It removes itself after its one decision.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case waiting
        case deciding(held: [HTTPServerRequestPart])
        case done
    }

    /// An upgrade request has no body; what comes behind its head while it is decided on is at most its end and a few frames.
    private static let mostHeld = 16

    private let firstHead: TimeAmount
    private let admission: NIOLockedValueBox<StreamAdmission?>
    private let fields: @Sendable () -> HTTPHeaders
    private let admit: @Sendable (HTTPRequestHead, any Channel) async -> StreamAdmission?
    private var state = State.waiting
    private var silence: Scheduled<Void>?

    /// - Parameter fields: the header fields of answers that no route makes.
    init(
        firstHead: TimeAmount, admission: NIOLockedValueBox<StreamAdmission?>, fields: @escaping @Sendable () -> HTTPHeaders,
        admit: @escaping @Sendable (HTTPRequestHead, any Channel) async -> StreamAdmission?
    ) {
        self.fields = fields
        self.firstHead = firstHead
        self.admission = admission
        self.admit = admit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = context.loopBound
        silence = context.eventLoop.scheduleTask(in: firstHead) { bound.value.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { silence?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        silence?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = Self.unwrapInboundIn(data)
        switch state {
        case .waiting:
            silence?.cancel()
            guard case .head(let head) = part else { return context.fireChannelRead(data) }
            decide(on: head, context: context)
        case .deciding(var held):
            guard held.count < Self.mostHeld else { return context.close(promise: nil) }
            held.append(part)
            state = .deciding(held: held)
        case .done:
            context.fireChannelRead(data)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .waiting = state, let fault = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        state = .done
        HeadRefusal.answer(fault, fields(), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // No request is under way, so the call to stop ends the connection.
        if event is ChannelShouldQuiesceEvent, case .waiting = state { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    private func decide(on head: HTTPRequestHead, context: ChannelHandlerContext) {
        guard head.headers.contains(name: "Upgrade") else { return pass(head, context: context) }
        guard UpgradeGate.isStreamUpgrade(head) else { return pass(UpgradeGate.plain(head), context: context) }
        state = .deciding(held: [])
        let bound = NIOLoopBound((gate: self, context: context), eventLoop: context.eventLoop)
        let (admission, admit, channel) = (admission, admit, context.channel)
        // The task ends with the decision; a connection that closes meanwhile drops what it answers.
        context.eventLoop.makeFutureWithTask { () -> Bool in
            let decision = await admit(head, channel)
            admission.withLockedValue { $0 = decision }
            return decision != nil
        }.whenSuccess { admitted in
            let (gate, context) = bound.value
            gate.pass(admitted ? head : UpgradeGate.plain(head), context: context)
        }
    }

    private func pass(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        var held: [HTTPServerRequestPart] = []
        if case .deciding(let parts) = state { held = parts }
        state = .done
        context.fireChannelRead(Self.wrapInboundOut(.head(head)))
        for part in held { context.fireChannelRead(Self.wrapInboundOut(part)) }
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    /// RFC 6455 section 4.1: what a request needs to be a WebSocket upgrade, for the one path that has one. The key is 16 bytes in
    /// Base64, so 24 characters.
    static func isStreamUpgrade(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && head.version == .http1_1
            && head.uri.prefix(while: { $0 != "?" }) == StreamRoute.path
            && head.headers[canonicalForm: "Upgrade"].map { $0.lowercased() } == ["websocket"]
            && head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
            && head.headers["Sec-WebSocket-Version"] == ["13"] && head.headers["Sec-WebSocket-Key"].map(\.utf8.count) == [24]
            && head.headers["Host"].count == 1
            && !head.headers.contains(name: "Content-Length") && !head.headers.contains(name: "Transfer-Encoding")
    }

    /// The request without the wish to upgrade. The connection ends with its answer: the decoder reads nothing behind a request
    /// that had it.
    static func plain(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var plain = head
        plain.headers.remove(name: "Upgrade")
        plain.headers.replaceOrAdd(name: "Connection", value: "close")
        return plain
    }
}
