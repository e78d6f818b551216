import MetaTrader
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The far end of the HTTPS transport for tests: logs a client in and answers each request as the test says.
final class WebPeer: Sendable {
    struct Request: Sendable {
        /// Which connection it came on, counted from zero.
        var connection: Int
        var isPost: Bool
        var target: String
        var cookie: String?
        var body: String
        var path: String { String(target.prefix { $0 != "?" }) }
    }

    struct Answer: Sendable {
        var status = HTTPResponseStatus.ok
        var body: String
    }

    struct Behaviour: Sendable {
        var password = "Password1"
        /// Paths of the log-in.
        var prefix = "/api/auth/"
        /// How many right log-in answers are refused with a plain 403 all the same.
        var refusals = 0
        var isFalse = false
        var answer: @Sendable (Request) -> Answer = { _ in Answer(body: #"{"retcode":"0 Done"}"#) }
    }

    let port: Int
    private let channel: any Channel
    private let log: WebPeerLog

    init(_ behaviour: Behaviour) async throws {
        let log = WebPeerLog()
        self.log = log
        let certificate = try NIOSSLCertificate(bytes: Array(TestCertificate.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificate.privateKey.utf8), format: .pem)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(WebPeerHandler(behaviour, log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    /// Every request that arrived, log-ins included.
    var requests: [Request] { log.state.withLock { $0.requests } }

    func stop() async throws { try await channel.close() }
}

private final class WebPeerLog: Sendable {
    struct State {
        var requests: [WebPeer.Request] = []
        var connections = 0
        var refused = 0
    }

    let state = Mutex(State())
}

private final class WebPeerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let behaviour: WebPeer.Behaviour
    private let log: WebPeerLog
    private let connection: Int
    private var request = WebPeer.Request(connection: 0, isPost: false, target: "", body: "")

    init(_ behaviour: WebPeer.Behaviour, _ log: WebPeerLog) {
        (self.behaviour, self.log) = (behaviour, log)
        connection = log.state.withLock { state in
            defer { state.connections += 1 }
            return state.connections
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = WebPeer.Request(
                connection: connection, isPost: head.method == .POST, target: head.uri, cookie: head.headers.first(name: "Cookie"), body: "")
        case .body(let buffer): request.body += String(buffer: buffer)
        case .end: respond(context)
        }
    }

    private func respond(_ context: ChannelHandlerContext) {
        log.state.withLock { $0.requests.append(request) }
        let answer: WebPeer.Answer
        switch request.path {
        case behaviour.prefix + "start":
            answer = WebPeer.Answer(body: #"{"retcode":"0 Done","version_access":"1290","srv_rand":"4DB98FEC17AAB4DC5A240BDC659E8395"}"#)
        case behaviour.prefix + "answer": answer = logIn()
        case "/api/auth/start": answer = WebPeer.Answer(status: .notFound, body: "Not found")
        default: answer = behaviour.answer(request)
        }
        let headers = HTTPHeaders([("Content-Length", String(answer.body.utf8.count)), ("Set-Cookie", "sid=c\(connection); path=/; HttpOnly")])
        context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func logIn() -> WebPeer.Answer {
        let forbidden = WebPeer.Answer(status: .forbidden, body: "Forbidden")
        let query = Dictionary(
            request.target.drop { $0 != "?" }.dropFirst().split(separator: "&").map { $0.split(separator: "=") }.map { ($0[0], $0[1]) },
            uniquingKeysWith: { first, _ in first })
        guard let auth = try? MT5Auth(password: behaviour.password),
            let right = try? auth.answer(to: MT5Hex.decode("4db98fec17aab4dc5a240bdc659e8395") ?? []),
            let mine = try? auth.answer(to: MT5Hex.decode(String(query["cli_rand"] ?? "")) ?? []),
            String(query["srv_rand_answer"] ?? "") == MT5Hex.encode(right)
        else { return forbidden }
        let refuses = log.state.withLock { state in
            defer { state.refused += 1 }
            return state.refused < behaviour.refusals
        }
        guard !refuses else { return forbidden }
        let answer = behaviour.isFalse ? String(repeating: "0", count: 32) : MT5Hex.encode(mine)
        return WebPeer.Answer(body: #"{"retcode":"0 Done","cli_rand_answer":"\#(answer)"}"#)
    }
}
