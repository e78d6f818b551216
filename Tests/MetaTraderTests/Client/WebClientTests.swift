import Brokerage
import MetaTrader
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1))) struct WebClientTests {
    @Test func `the client logs in, asks and takes leave on one connection`() async throws {
        let peer = try await WebPeer(
            .init { request in
                switch request.path {
                case "/api/time/server": .init(body: #"{"retcode":"0 Done","answer":{"Time":"1700000000 2023.11.14 22:13:20"}}"#)
                case "/api/user/logins": .init(body: #"{"retcode":"0 Done","answer":["10001",10002]}"#)
                default: .init(body: #"{"retcode":"0 Done"}"#)
                }
            })
        let client = try await connect(peer)
        #expect(try await client.serverTime().wall == Timestamp(seconds: 1_700_000_000))
        #expect(try await client.logins(#"real\*,!real\x y"#) == [10001, 10002])
        try await client.ping()
        await client.close()
        try await eventually { peer.requests.last?.path == "/api/quit" }
        #expect(
            peer.requests.map(\.path) == [
                "/api/auth/start", "/api/auth/answer", "/api/time/server", "/api/user/logins", "/api/test/access", "/api/quit",
            ])
        #expect(peer.requests.allSatisfy { $0.connection == 0 })
        #expect(peer.requests.dropFirst().allSatisfy { $0.cookie == "sid=c0" })
        #expect(peer.requests[3].target == "/api/user/logins?group=real%5C%2A,%21real%5Cx%20y")
        try await peer.stop()
    }

    @Test func `old builds are logged in to by their old paths`() async throws {
        let peer = try await WebPeer(.init(prefix: "/auth_"))
        let client = try await connect(peer)
        #expect(peer.requests.map(\.path) == ["/api/auth/start", "/auth_start", "/auth_answer"])
        await client.close()
        try await peer.stop()
    }

    @Test func `a single 403 renews the session and repeats the read`() async throws {
        let peer = try await WebPeer(
            .init { request in
                request.connection == 0 ? .init(status: .forbidden, body: "Forbidden") : .init(body: #"{"retcode":"0 Done","answer":{"total":"3"}}"#)
            })
        let client = try await connect(peer)
        #expect(try await client.dealTotal(login: 1, MT5Span(from: 0, to: 1)) == 3)
        #expect(peer.requests.filter { $0.path == "/api/auth/start" }.count == 2)
        await client.close()
        try await peer.stop()
    }

    @Test func `403 on a fresh session is a missing permission and is not asked again`() async throws {
        let peer = try await WebPeer(
            .init { request in
                request.path == "/api/deal/get_batch"
                    ? .init(status: .forbidden, body: "Forbidden") : .init(body: #"{"retcode":"0 Done","answer":{"total":"3"}}"#)
            })
        let client = try await connect(peer)
        for _ in 0..<3 {
            let error = await #expect(throws: MT5Error.self) { try await client.deals(.groups("*"), MT5Span(from: 0, to: 1), clock: ServerClock()) }
            #expect(error?.code == .denied)
        }
        #expect(peer.requests.filter { $0.path == "/api/deal/get_batch" }.count == 2)
        #expect(try await client.dealTotal(login: 1, MT5Span(from: 0, to: 1)) == 3)
        await client.close()
        try await peer.stop()
    }

    @Test func `a wrong password is believed the second time`() async throws {
        let peer = try await WebPeer(.init(password: "Another1"))
        let error = await #expect(throws: MT5Error.self) { try await connect(peer) }
        #expect(error?.code == .passwordRefused && error?.remedy == .stop)
        #expect(peer.requests.filter { $0.path == "/api/auth/answer" }.count == 2)
        let whimsical = try await WebPeer(.init(refusals: 1))
        let client = try await connect(whimsical)
        await client.close()
        try await peer.stop()
        try await whimsical.stop()
    }

    @Test func `a server that cannot prove itself is left`() async throws {
        let peer = try await WebPeer(.init(isFalse: true))
        let error = await #expect(throws: MT5Error.self) { try await connect(peer) }
        #expect(error?.code == .serverNotAuthentic)
        try await peer.stop()
    }

    @Test func `a certificate that is not trusted is named by its fingerprint`() async throws {
        let peer = try await WebPeer(.init())
        for trust in [MT5Endpoint.Trust.system, .pinned(sha256: String(repeating: "00:", count: 31) + "00")] {
            let error = await #expect(throws: MT5Error.self) { try await connect(peer, trust) }
            #expect(error?.code == .untrustedCertificate && error?.remedy == .stop)
            #expect(error?.certificate == TestCertificate.sha256)
            #expect(error?.message.contains(TestCertificate.sha256) == true)
        }
        #expect(peer.requests.isEmpty)
        let client = try await connect(peer, .pinned(sha256: TestCertificate.sha256.uppercased()))
        await client.close()
        try await peer.stop()
    }

    @Test func `a pin that is no SHA-256 is refused before dialling`() async throws {
        let peer = try await WebPeer(.init())
        let error = await #expect(throws: MT5Error.self) { try await connect(peer, .pinned(sha256: "12:34")) }
        #expect(error?.code == .configuration)
        try await peer.stop()
    }

    @Test func `a port without TLS is said to be one`() async throws {
        let peer = try await TCPPeer(.init())
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: peer.port, login: 1000, password: "Password1")
        endpoint.trust = .system
        let error = await #expect(throws: MT5Error.self) { try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton) }
        #expect(error?.code == .unreachable || error?.code == .unavailable)
        try await peer.stop()
    }

    @Test func `long lists are posted as arrays`() async throws {
        let peer = try await WebPeer(.init { _ in .init(body: #"{"retcode":"0 Done","answer":[]}"#) })
        let client = try await connect(peer)
        _ = try await client.users(.logins((1...1000).map { Int64($0) }), clock: ServerClock())
        let request = try #require(peer.requests.last)
        #expect(request.isPost && request.path == "/api/user/get_batch" && request.body.hasPrefix(#"{"login":["1","2","#))
        await client.close()
        try await peer.stop()
    }

    @Test func `quotes come with the number to ask with next time`() async throws {
        let peer = try await WebPeer(
            .init { _ in
                .init(body: #"{"retcode":"0 Done","trans_id":"17","answer":[{"Symbol":"A","Bid":"1.1","Ask":"1.2","Datetime":"1700000000"}]}"#)
            })
        let client = try await connect(peer)
        let (ticks, transaction) = try await client.lastTicks(["A", #"Forex\*"#], since: 0, clock: ServerClock())
        #expect(transaction == 17 && ticks.records.map(\.symbol) == ["A"])
        #expect(peer.requests.last?.target == "/api/tick/last?symbol=A,Forex%5C%2A&trans_id=0")
        await client.close()
        try await peer.stop()
    }

    @Test func `symbols are walked where masks are not known`() async throws {
        let peer = try await WebPeer(
            .init { request in
                switch request.path {
                case "/api/symbol/get": .init(status: .notFound, body: "")
                case "/api/symbol/total": .init(body: #"{"retcode":"0 Done","answer":{"Total":2}}"#)
                default:
                    .init(
                        body:
                            #"{"retcode":"0 Done","answer":{"Symbol":"S\#(request.target.suffix(1))","Path":"P\\S","Digits":"2","ContractSize":"1"}}"#
                    )
                }
            })
        let client = try await connect(peer)
        #expect(try await client.symbols().records.map(\.symbol.name) == ["S0", "S1"])
        await client.close()
        try await peer.stop()
    }

    @Test(arguments: [
        ("Forbidden", MT5Error.Code.protocolViolation), ("{}", .protocolViolation), (#"{"retcode":"12 Too frequent"}"#, .rateLimited),
        (#"{"retcode":"0 Done","answer":[{"Deal":]}"#, .protocolViolation),
    ])
    func `answers that are none are told`(body: String, code: MT5Error.Code) async throws {
        let peer = try await WebPeer(.init { _ in .init(body: body) })
        let client = try await connect(peer)
        let error = await #expect(throws: MT5Error.self) { try await client.deals(.logins([1]), MT5Span(from: 0, to: 1), clock: ServerClock()) }
        #expect(error?.code == code)
        await client.close()
        try await peer.stop()
    }

    @Test func `an answer above the limit is refused`() async throws {
        let peer = try await WebPeer(.init { _ in .init(body: String(repeating: " ", count: 2 << 20)) })
        let client = try await connect(peer, limit: 1 << 20)
        let error = await #expect(throws: MT5Error.self) { try await client.common() }
        #expect(error?.code == .answerTooLarge)
        await client.close()
        try await peer.stop()
    }

    @discardableResult
    private func connect(_ peer: WebPeer, _ trust: MT5Endpoint.Trust = .off, limit: Int = 64 << 20) async throws -> MT5Client {
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: peer.port, login: 1000, password: "Password1")
        (endpoint.trust, endpoint.answerLimit) = (trust, limit)
        return try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton)
    }
}
