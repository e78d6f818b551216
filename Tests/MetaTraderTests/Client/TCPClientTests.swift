import Brokerage
import Glibc
import MetaTrader
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1))) struct TCPClientTests {
    @Test(arguments: MT5Endpoint.Encryption.allCases)
    func `the client logs in, asks and takes leave`(encryption: MT5Endpoint.Encryption) async throws {
        let peer = try await TCPPeer(
            .init { message in
                MT5Message(answering: message.command, .done, [.init("TIME", "1700000000 2023.11.14 22:13:20")])
            })
        let client = try await connect(peer, encryption)
        let time = try await client.serverTime()
        #expect(time.wall == Timestamp(seconds: 1_700_000_000))
        #expect(time.roundTrip > .zero)
        try await client.ping()
        _ = try await client.serverTime()
        await client.close()
        try await eventually { peer.messages.last?.command == "QUIT" }
        #expect(peer.messages.map(\.command) == ["AUTH_START", "AUTH_ANSWER", "TIME_SERVER", "TIME_SERVER", "QUIT"])
        try await peer.stop()
    }

    @Test(arguments: [(true, false), (false, true), (true, true)])
    func `answers are found in single bytes and in ping storms`(dribbles: Bool, storms: Bool) async throws {
        // Two packets and more, except where every byte is a segment of its own.
        let count = dribbles ? 30 : 1500
        let payload =
            "[" + (1...count).map { #"{"Deal":"\#($0)","Login":"5","Action":"0","Time":"1700000000","Comment":"Ж"}"# }.joined(separator: ",") + "]"
        var behaviour = TCPPeer.Behaviour { MT5Message(answering: $0.command, .done, payload: Array(payload.utf8)) }
        (behaviour.dribbles, behaviour.storms) = (dribbles, storms)
        let peer = try await TCPPeer(behaviour)
        let client = try await connect(peer)
        let list = try await client.deals(.groups(#"real\*"#), MT5Span(from: 1, to: 2), clock: ServerClock())
        #expect(list.records.map(\.ticket) == (1...count).map { Int64($0) })
        let request = try #require(peer.messages.last)
        #expect(request["GROUP"] == #"real\*"# && request["FROM"] == "1" && request["TO"] == "2")
        await client.close()
        try await peer.stop()
    }

    @Test func `a wrong password stops the connection`() async throws {
        let peer = try await TCPPeer(.init(password: "Another1"))
        let error = await #expect(throws: MT5Error.self) { try await connect(peer) }
        #expect(error?.code == .passwordRefused && error?.remedy == .stop && error?.returnCode == .invalidPassword)
        try await peer.stop()
    }

    @Test(arguments: [
        (MT5ReturnCode.accountDisabled, MT5Error.Code.accountRefused), (.addressNotAllowed, .addressRefused), (.invalidAccount, .passwordRefused),
        (MT5ReturnCode(rawValue: 1018), .unavailable),
    ])
    func `each refusal has its kind`(code: MT5ReturnCode, kind: MT5Error.Code) async throws {
        let peer = try await TCPPeer(.init(logInCode: code))
        let error = await #expect(throws: MT5Error.self) { try await connect(peer) }
        #expect(error?.code == kind && error?.remedy == code.remedy)
        try await peer.stop()
    }

    @Test func `a server that cannot prove itself is left`() async throws {
        let peer = try await TCPPeer(.init(isFalse: true))
        let error = await #expect(throws: MT5Error.self) { try await connect(peer) }
        #expect(error?.code == .serverNotAuthentic && error?.returnCode == .serverNotAuthentic)
        try await peer.stop()
    }

    @Test func `an answer cut off in the middle closes the session for good`() async throws {
        let peer = try await TCPPeer(.init(cutsAfter: 2))
        let client = try await connect(peer)
        let error = await #expect(throws: MT5Error.self) { try await client.common() }
        #expect(error?.code == .closed && error?.remedy == .retry)
        let again = await #expect(throws: MT5Error.self) { try await client.common() }
        #expect(again?.code == .closed)
        try await peer.stop()
    }

    @Test func `a server that says nothing is a time-out`() async throws {
        let peer = try await TCPPeer(.init(mutesAfter: 0))
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: peer.port, login: 1000, password: "Password1")
        (endpoint.transport, endpoint.timeouts.logIn) = (.tcp, .milliseconds(50))
        let error = await #expect(throws: MT5Error.self) { try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton) }
        #expect(error?.code == .timeout)
        try await peer.stop()
    }

    @Test func `a port where nobody listens is unreachable`() async throws {
        // A port that is taken and not listened on: one that was let go could be given to another test.
        let held = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(held) }
        var address = sockaddr_in()
        (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(held, address, length) == 0 && getsockname(held, address, &length) == 0
            }
        } ? Int(UInt16(bigEndian: address.sin_port)) : 0
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: port, login: 1000, password: "Password1")
        endpoint.transport = .tcp
        let error = await #expect(throws: MT5Error.self) { try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton) }
        #expect(error?.code == .unreachable && error?.remedy == .retry)
    }

    @Test func `return codes become typed errors and leave the session open`() async throws {
        let peer = try await TCPPeer(
            .init { message in
                switch message["LOGIN"] {
                case "8": MT5Message(answering: message.command, .noPermission)
                case "12": MT5Message(answering: message.command, .tooFrequent)
                case "13": MT5Message(answering: message.command, .notFound)
                case "12000": MT5Message(answering: message.command, .notImplemented)
                default: MT5Message(answering: message.command, .done, [.init("TOTAL", "7")])
                }
            })
        let client = try await connect(peer)
        for (login, code) in [(8, MT5Error.Code.denied), (12, .rateLimited), (13, .notFound), (12000, .notSupported)] {
            let error = await #expect(throws: MT5Error.self) { try await client.positionTotal(login: Int64(login)) }
            #expect(error?.code == code)
        }
        #expect(try await client.positionTotal(login: 1) == 7)
        await client.close()
        try await peer.stop()
    }

    @Test func `a cut answer gives what it had and says so`() async throws {
        let payload = Array(#"[{"Deal":"1","Login":"5","Action":"0","Time":"1700000000"}]"#.utf8)
        let peer = try await TCPPeer(
            .init { message in
                MT5Message(
                    answering: message.command, message["GROUP"] == "a" ? .partial : .doneWithoutData, payload: message["GROUP"] == "a" ? payload : []
                )
            })
        let client = try await connect(peer)
        let partial = try await client.deals(.groups("a"), MT5Span(from: 0, to: 1), clock: ServerClock())
        #expect(partial.completeness == .partial && partial.records.count == 1)
        let pending = try await client.deals(.groups("b"), MT5Span(from: 0, to: 1), clock: ServerClock())
        #expect(pending.completeness == .pending && pending.records.isEmpty)
        let positions = try await client.positions(.groups("b"), clock: ServerClock())
        #expect(positions.completeness == .whole && positions.records.isEmpty)
        await client.close()
        try await peer.stop()
    }

    @Test func `a connection that ends without an answer fails the request`() async throws {
        let peer = try await TCPPeer(.init { _ in nil })
        let client = try await connect(peer)
        let error = await #expect(throws: MT5Error.self) { try await client.positionTotal(login: 1) }
        #expect(error?.code == .closed)
        try await peer.stop()
    }

    @Test func `groups are walked one by one and filtered by the mask`() async throws {
        let names = [#"real\usd"#, #"demo\usd"#, #"real\eur"#]
        let peer = try await TCPPeer(
            .init { message in
                guard message.command == "GROUP_NEXT" else { return MT5Message(answering: message.command, .done, [.init("TOTAL", "4")]) }
                guard let index = message["INDEX"].flatMap({ Int($0) }), index < 3 else { return MT5Message(answering: message.command, .notFound) }
                let name = names[index].split(separator: #"\"#).joined(separator: #"\\"#)
                return MT5Message(
                    answering: message.command, .done, payload: Array(#"{"Group":"\#(name)","Currency":"USD","CurrencyDigits":"2"}"#.utf8))
            })
        let client = try await connect(peer)
        #expect(try await client.groups(#"*,!demo\*"#).records.map(\.name) == [names[0], names[2]])
        await client.close()
        try await peer.stop()
    }

    @Test func `many callers are served one after another`() async throws {
        let peer = try await TCPPeer(
            .init { message in
                MT5Message(answering: message.command, .done, [.init("TOTAL", message["LOGIN"] ?? "")])
            })
        let client = try await connect(peer)
        try await withThrowingTaskGroup(of: (Int64, Int).self) { group in
            for login in Int64(1)...40 { group.addTask { (login, try await client.positionTotal(login: login)) } }
            for try await (login, total) in group { #expect(Int64(total) == login) }
        }
        await client.close()
        let error = await #expect(throws: MT5Error.self) { try await client.common() }
        #expect(error?.code == .closed)
        try await peer.stop()
    }

    @Test func `cancelling a request ends it at once`() async throws {
        let peer = try await TCPPeer(.init(mutesAfter: 2))
        let client = try await connect(peer)
        let request = Task { try await client.common() }
        try await eventually { peer.messages.last?.command == "COMMON_GET" }
        request.cancel()
        let error = await #expect(throws: MT5Error.self) { try await request.value }
        #expect(error?.code == .closed)
        try await peer.stop()
    }

    @Test func `cancelling a log-in ends it at once`() async throws {
        let peer = try await TCPPeer(.init(mutesAfter: 1))
        let logIn = Task { _ = try await connect(peer) }
        try await eventually { peer.messages.last?.command == "AUTH_ANSWER" }
        logIn.cancel()
        let error = await #expect(throws: MT5Error.self) { try await logIn.value }
        #expect(error?.code == .closed)
        try await peer.stop()
    }

    @discardableResult
    private func connect(_ peer: TCPPeer, _ encryption: MT5Endpoint.Encryption = .aes256ofb) async throws -> MT5Client {
        var endpoint = MT5Endpoint(host: "127.0.0.1", port: peer.port, login: 1000, password: "Password1")
        (endpoint.transport, endpoint.encryption) = (.tcp, encryption)
        return try await MT5Client.connect(endpoint, group: MultiThreadedEventLoopGroup.singleton)
    }
}
