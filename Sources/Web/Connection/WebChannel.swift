import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// One accepted connection: HTTP/1.1, or a WebSocket when its first request asks for the stream and is admitted.
struct WebChannel: HTTPChannelHandler {
    /// What a connection turned out to be.
    enum Outcome: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case stream(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, StreamAdmission)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let outcome: EventLoopFuture<Outcome>
    }

    let responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    let streamLimits: StreamLimits
    let door: ConnectionDoor
    /// Decides on a well-formed upgrade; nil leaves the request to the routes, which say what is wrong with it.
    let admit: @Sendable (HTTPRequestHead, any Channel) async -> StreamAdmission?
    let serve: @Sendable (NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, StreamAdmission) async -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try door.open(channel)
            // Carries the gate's decision to the pipeline of the upgraded connection.
            let admission = NIOLockedValueBox<StreamAdmission?>(nil)
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: .init(
                    upgraders: [upgrader(admission)], notUpgradingCompletionHandler: { configureHTTP($0, logger: logger) }))
            configuration.enablePipelining = false
            configuration.enableErrorHandling = false
            configuration.enableResponseHeaderValidation = false
            configuration.decoderConfiguration.maxHeaderFieldSize = limits.headerField
            configuration.decoderConfiguration.maxHeaderListSize = limits.headers
            configuration.decoderConfiguration.maxHeaderFieldCount = limits.headerFields
            let pipeline = channel.pipeline.syncOperations
            let outcome = try pipeline.configureUpgradableHTTPServerPipeline(configuration: configuration)
            let gate = UpgradeGate(firstHead: limits.firstHead, admission: admission, fields: { door.bareFields() }, admit: admit)
            try pipeline.addHandler(
                gate, position: .before(pipeline.handler(type: NIOTypedHTTPServerUpgradeHandler<Outcome>.self)))
            return Value(channel: channel, outcome: outcome)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let outcome: Outcome
        do {
            outcome = try await value.outcome.get()
        } catch {
            // The peer went, or never asked for anything; the gate has closed the connection.
            logger.trace("A connection ended before its first request", metadata: ["error": "\(error)"])
            return
        }
        switch outcome {
        case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
        case .stream(let channel, let admission): await serve(channel, admission)
        }
    }

    private func upgrader(_ admission: NIOLockedValueBox<StreamAdmission?>) -> NIOTypedWebSocketServerUpgrader<Outcome> {
        let limits = self.limits
        let streamLimits = self.streamLimits
        let door = self.door
        return NIOTypedWebSocketServerUpgrader<Outcome>(
            maxFrameSize: streamLimits.frame,
            shouldUpgrade: { channel, _ in
                let headers = admission.withLockedValue { $0 }.map { admitted in
                    var headers = door.bareFields()
                    if admitted.answersSubprotocol { headers.add(name: "Sec-WebSocket-Protocol", value: "bearer") }
                    return headers
                }
                return channel.eventLoop.makeSucceededFuture(headers)
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let admitted = admission.withLockedValue({ $0 }) else { throw ChannelError.inappropriateOperationForState }
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(FrameCheck())
                    try pipeline.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: streamLimits.frame))
                    try pipeline.addHandler(StreamQuiesce(drain: limits.drain, stop: admitted.stop))
                    return .stream(try NIOAsyncChannel(wrappingChannelSynchronously: channel), admitted)
                }
            })
    }

    private func configureHTTP(_ channel: any Channel, logger: Logger) -> EventLoopFuture<Outcome> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HeadRefusal(fields: { door.bareFields() }))
            try pipeline.addHandler(HeadForm())
            try pipeline.addHandler(BodyPace(window: limits.bodyWindow))
            try pipeline.addHandler(AnswerPace(window: limits.answerWindow))
            try pipeline.addHandler(ContinueAnswer())
            try pipeline.addHandler(NIOHTTPRequestDecompressor(limit: .ratio(limits.inflation)))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: door.certificates != nil))
            try pipeline.addHandler(DrainDeadline(drain: limits.drain))
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: limits.idle, logger: logger))
            return .http(
                try NIOAsyncChannel(wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }
}
