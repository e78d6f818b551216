import Brokerage
import JSON
import MetaTrader
import NIOCore
import NIOHTTP1

/// A connection of the REST form. The log-in belongs to the connection, and to the cookie that it gave out.
final class WebSessionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let bodyLimit = 8 * 1024 * 1024
    private static let faultPath = "/simulator/faults"
    private static let cookieName = "MT5SESSION"

    private let core: SimulationCore
    private var meter: RateMeter
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var challenge: LogInChallenge?
    private var isLoggedIn = false
    private var heard: NIODeadline = .now()
    /// Ends with the connection, in ``channelInactive(context:)``.
    private var nextCheck: Scheduled<Void>?

    init(core: SimulationCore) {
        self.core = core
        meter = RateMeter(limit: core.options.rateLimit)
    }

    func handlerAdded(context: ChannelHandlerContext) { scheduleCheck(context) }

    /// Closes the connection when nothing has come for too long.
    private func scheduleCheck(_ context: ChannelHandlerContext) {
        let limit = TimeAmount.seconds(Int64(core.options.silenceLimit))
        nextCheck = context.eventLoop.assumeIsolated().scheduleTask(deadline: heard + limit) { [self] in
            guard heard + limit > .now() else { return context.close(promise: nil) }
            scheduleCheck(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        nextCheck?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard = .now()
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            if head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" }) { askForBody(head, context) }
        case .body(let part):
            guard body.count + part.readableBytes <= Self.bodyLimit else { return context.close(promise: nil) }
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return context.close(promise: nil) }
            self.head = nil
            let reply = reply(to: head)
            let delay = core.faults.delay
            guard delay > .zero else { return send(reply, to: head, context) }
            // The pipeline handler holds back the next request until this one is answered.
            context.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(delay.microsecondsRounded)) { [self] in send(reply, to: head, context) }
        }
    }

    /// Tells a client that holds its body back to send it; without this it waits a second before it does.
    private func askForBody(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))), promise: nil)
    }

    // MARK: Replies

    private struct Reply {
        var status = HTTPResponseStatus.ok
        var bytes: [UInt8] = []
        var cookie: String?
        var endsConnection = false

        static let forbidden = Reply(status: .forbidden, bytes: Array("Forbidden".utf8))
        static let unknown = Reply(status: .notFound, bytes: Array("Not Found".utf8))
    }

    private func reply(to head: HTTPRequestHead) -> Reply {
        let target = WebTarget(head.uri)
        guard head.method == .GET || head.method == .POST else { return Reply(status: .methodNotAllowed) }
        if head.uri == Self.faultPath, core.options.acceptsFaultRequests { return changeFaults(head) }
        guard let command = target.command else { return .unknown }
        guard !core.faults.isUnderMaintenance else { return Reply(status: .forbidden, bytes: Array("Forbidden".utf8), endsConnection: true) }
        let request = ServerRequest(command: command, parameters: target.parameters, body: body.isEmpty ? nil : JSONBody.parse(body))
        switch command {
        case "AUTH_START": return start(request)
        case "AUTH_ANSWER": return finish(request)
        default: return serve(request, head)
        }
    }

    /// Tells the faults in force, after setting them if asked to.
    private func changeFaults(_ head: HTTPRequestHead) -> Reply {
        if head.method == .POST {
            do throws(JSONError) { core.faults = try SimulatedFaults(parsing: body) } catch {
                return Reply(status: .badRequest, bytes: Array(error.description.utf8))
            }
        }
        return Reply(bytes: core.faults.json)
    }

    private func start(_ request: ServerRequest) -> Reply {
        isLoggedIn = false
        do throws(ServerRefusal) {
            let challenge = try LogInChallenge(request, core)
            self.challenge = challenge
            return Reply(
                bytes: JSONWriter.bytes { writer in
                    writer.beginObject()
                    writer.text("retcode", MT5ReturnCode.done.wire)
                    writer.text("version_access", ServerBuild.number)
                    writer.text("srv_rand", MT5Hex.encode(challenge.challenge))
                    writer.endObject()
                })
        } catch {
            return .forbidden
        }
    }

    private func finish(_ request: ServerRequest) -> Reply {
        guard let challenge else { return .forbidden }
        self.challenge = nil
        do throws(ServerRefusal) {
            let proof = try challenge.answer(request, core)
            isLoggedIn = true
            let bytes = JSONWriter.bytes { writer in
                writer.beginObject()
                writer.text("retcode", MT5ReturnCode.done.wire)
                writer.text("version_access", ServerBuild.number)
                writer.text("version_trade", ServerBuild.number)
                writer.text("cli_rand_answer", MT5Hex.encode(proof))
                writer.endObject()
            }
            return Reply(bytes: bytes, cookie: core.issueCookie())
        } catch {
            return .forbidden
        }
    }

    private func serve(_ request: ServerRequest, _ head: HTTPRequestHead) -> Reply {
        let cookie = Self.cookie(in: head)
        guard cookie.map({ core.honours(cookie: $0) }) ?? false || isLoggedIn, !core.take(\.forbids) else { return .forbidden }
        if request.command == "QUIT" {
            isLoggedIn = false
            if let cookie { core.forget(cookie: cookie) }
            return Reply(bytes: ServerAnswer().envelope, endsConnection: true)
        }
        guard meter.allows(at: core.options.now().seconds) else { return Reply(bytes: ServerAnswer(code: .tooFrequent).envelope) }
        let answer = core.answer(request)
        switch answer.code {
        case .noPermission: return .forbidden
        case .notImplemented: return .unknown
        default: return Reply(bytes: answer.envelope)
        }
    }

    private static func cookie(in head: HTTPRequestHead) -> String? {
        for part in head.headers["cookie"].flatMap({ $0.split(separator: ";") }) {
            let sides = part.trimmed.split(separator: "=", maxSplits: 1)
            if sides.count == 2, sides[0] == Self.cookieName { return String(sides[1]) }
        }
        return nil
    }

    private func send(_ reply: Reply, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let keepsAlive = request.isKeepAlive && !reply.endsConnection
        var headers = HTTPHeaders([("Server", "MetaTrader 5 Access Server"), ("Content-Length", String(reply.bytes.count))])
        headers.add(name: "Content-Type", value: reply.status == .ok ? "application/json; charset=utf-8" : "text/plain")
        headers.add(name: "Connection", value: keepsAlive ? "keep-alive" : "close")
        if let cookie = reply.cookie { headers.add(name: "Set-Cookie", value: "\(Self.cookieName)=\(cookie); Path=/; HttpOnly") }
        let head = HTTPResponseHead(version: request.version, status: reply.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: reply.bytes)))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            if !keepsAlive { channel.close(promise: nil) }
        }
    }
}
