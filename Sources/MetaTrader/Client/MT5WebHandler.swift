import NIOCore
import NIOHTTP1

/// A request of the HTTPS transport, ready for the connection.
struct MT5WebCommand: Sendable {
    var isPost: Bool
    /// Path and query.
    var target: String
    var body: [UInt8]
    var limits: MT5AnswerLimits
    var answer: EventLoopPromise<MT5WebAnswer>
}

struct MT5WebAnswer: Sendable {
    var status: UInt
    var body: [UInt8]
}

/// One connection of the HTTPS transport: sends a request, gathers its answer, and keeps the cookies of the session.
final class MT5WebHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = MT5WebCommand
    typealias OutboundOut = HTTPClientRequestPart

    private let slot = MT5AnswerSlot<MT5WebAnswer>()
    private let host: String
    private let agent: String
    private let limit: Int
    private var cookies = MT5Cookies()
    private var gathered = MT5WebAnswer(status: 0, body: [])

    init(_ endpoint: MT5Endpoint) {
        let name = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        host = endpoint.port == 443 ? name : "\(name):\(endpoint.port)"
        agent = endpoint.agent
        limit = endpoint.answerLimit
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let command = unwrapOutboundIn(data)
        guard slot.begin(command.answer, limits: command.limits, context) else {
            promise?.succeed()
            return
        }
        var head = HTTPRequestHead(version: .http1_1, method: command.isPost ? .POST : .GET, uri: command.target)
        head.headers.add(name: "Host", value: host)
        head.headers.add(name: "User-Agent", value: agent)
        head.headers.add(name: "Accept", value: "*/*")
        head.headers.add(name: "Connection", value: "keep-alive")
        if let value = cookies.header { head.headers.add(name: "Cookie", value: value) }
        if command.isPost {
            head.headers.add(name: "Content-Type", value: "application/json")
            head.headers.add(name: "Content-Length", value: String(command.body.count))
        }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !command.body.isEmpty { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: command.body)))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        slot.progress()
        switch unwrapInboundIn(data) {
        case .head(let head):
            cookies.take(head.headers[canonicalForm: "set-cookie"])
            gathered = MT5WebAnswer(status: head.status.code, body: [])
        case .body(let buffer):
            guard gathered.body.count + buffer.readableBytes <= limit else {
                gathered.body = []
                return slot.fail(.answerTooLarge(limit: limit), context)
            }
            gathered.body.append(contentsOf: buffer.readableBytesView)
        case .end:
            let answer = gathered
            gathered.body = []
            slot.succeed(answer)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        slot.closed()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let failure =
            error is HTTPParserError
            ? MT5Error.protocolViolation("The server does not speak HTTP on that port. Is it an MT5 access server?", cause: error)
            : MT5Error(network: error)
        slot.fail(failure, context)
    }
}
