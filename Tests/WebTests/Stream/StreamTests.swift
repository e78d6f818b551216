import Brokerage
import Desk
import JSON
import Synchronization
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct StreamTests {
    // MARK: Getting in

    @Test func `A bearer header opens the stream and a subscription begins with a snapshot`() async throws {
        try await TestServer.run { server in
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["accounts","exposure","alerts","connections","reports"]}"#)
                for topic in ["accounts", "exposure", "alerts", "connections", "reports"] {
                    let frame = try await socket.nextText()
                    #expect(frame["type"]?.string == "snapshot")
                    #expect(frame["topic"]?.string == topic)
                    #expect(frame["epoch"]?.integer != nil && frame["seq"]?.integer != nil)
                }
            }
        }
    }

    @Test func `A token as subprotocol is answered with bearer alone`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            try await Wire.open(server.port) { wire in
                let answer = try await TestSocket.upgrade(&wire, port: server.port, adding: [("Sec-WebSocket-Protocol", "bearer, \(token)")])
                #expect(answer.status == 101)
                #expect(answer["sec-websocket-protocol"] == "bearer")
                #expect(answer["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            }
        }
    }

    @Test func `The stream cookie opens the stream for pages of this site only`() async throws {
        try await TestServer.run { server in
            let signedIn = try await server.client.post(
                "/api/v1/auth/login", json: #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#)
            let cookie = ("Cookie", signedIn.cookies)
            for (origin, status) in [("http://127.0.0.1:\(server.port)", 101), ("https://evil.example", 403), ("null", 403), (nil, 401)] {
                try await Wire.open(server.port) { wire in
                    let more = [cookie] + (origin.map { [("Origin", $0)] } ?? [])
                    let answer = try await TestSocket.upgrade(&wire, port: server.port, adding: more)
                    #expect(answer.status == status, "origin \(origin ?? "none")")
                }
            }
        }
    }

    @Test func `A refused upgrade is answered like an ordinary request, and the connection ends with it`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let bearer = ("Authorization", "Bearer \(key)")
            try await Wire.open(server.port) { wire in
                let refused = try await TestSocket.upgrade(&wire, port: server.port)
                #expect(refused.status == 401 && refused["connection"] == "close")
                let rest = try await wire.readToEnd()
                #expect(rest.isEmpty)
            }
            try await Wire.open(server.port) { wire in
                try await wire.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                let first = try await wire.answer()
                // Only the first request of a connection can be upgraded.
                let late = try await TestSocket.upgrade(&wire, port: server.port, adding: [bearer])
                #expect(first.status == 200 && late.status == 426)
                let rest = try await wire.readToEnd()
                #expect(rest.isEmpty)
            }
            try await Wire.open(server.port) { wire in
                try await wire.send("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n")
                let refused = try await wire.answer()
                #expect(refused.status >= 400)
                let rest = try await wire.readToEnd()
                #expect(rest.isEmpty)
            }
            let cases: [(path: String, headers: [(String, String)], status: Int)] = [
                ("/api/v1/stream", [("Connection", "Upgrade"), ("Upgrade", "h2c"), bearer], 426),
                ("/api/v1/stream", TestSocket.handshake.filter { $0.0 != "Sec-WebSocket-Version" } + [("Sec-WebSocket-Version", "8"), bearer], 426),
                ("/api/v1/stream", TestSocket.handshake.filter { $0.0 != "Sec-WebSocket-Key" } + [bearer], 426),
                ("/api/v1/stream?x=1", TestSocket.handshake + [bearer], 400),
                ("/api/v1/me", TestSocket.handshake + [bearer], 200),
                ("/nowhere", TestSocket.handshake + [bearer], 404),
                ("/api/v1/stream", [bearer], 426),
                ("/api/v1/stream", TestSocket.handshake + [("Authorization", "Bearer nonsense")], 401),
            ]
            for (path, headers, status) in cases {
                try await Wire.open(server.port) { wire in
                    let answer = try await TestSocket.upgrade(&wire, port: server.port, path: path, headers: headers)
                    #expect(answer.status == status, "\(path) \(headers)")
                }
            }
        }
    }

    // MARK: Frames that must not be

    @Test func `Frames that break the protocol close the stream with the right code`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let cases: [(name: String, send: @Sendable (TestSocket) async throws -> Void, code: Int)] = [
                ("unmasked", { try await $0.send(1, Array("{}".utf8), masked: false) }, 1002),
                ("reserved bit", { try await $0.send(1, Array("{}".utf8), reserved: 0x40) }, 1002),
                ("fragmented ping", { try await $0.send(9, [], fin: false) }, 1002),
                ("long ping", { try await $0.send(9, [UInt8](repeating: 0, count: 126)) }, 1002),
                ("continuation of nothing", { try await $0.send(0, [1]) }, 1002),
                ("binary", { try await $0.send(2, [1, 2, 3]) }, 1003),
                ("not UTF-8", { try await $0.send(1, [0xC3, 0x28]) }, 1007),
                ("too large", { try await $0.send(1, [UInt8](repeating: 0x20, count: 17 * 1024)) }, 1009),
                ("close", { try await $0.send(8, [3, 232]) }, 1000),
            ]
            for (name, send, code) in cases {
                try await TestSocket.open(server.port, token: key) { socket in
                    try await send(socket)
                    let closed = try await socket.closeCode()
                    #expect(closed == code, "\(name)")
                }
            }
        }
    }

    @Test func `Text that is not understood is answered with an error and the session goes on`() async throws {
        try await TestServer.run { server in
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                let cases = [
                    ("{", "invalid_json"), ("[]", "invalid_frame"), (#"{"type":"shout"}"#, "unknown_type"),
                    (#"{"type":"subscribe","topics":["secrets"]}"#, "unknown_topic"), (#"{"type":"subscribe"}"#, "invalid_topics"),
                    (#"{"type":"subscribe","topics":["alerts"],"colour":1}"#, "unknown_field"),
                    (#"{"type":"subscribe","topics":["alerts"],"after":{"epoch":"x"}}"#, "invalid_after"),
                    (String(repeating: "[", count: 100), "invalid_json"),
                ]
                for (text, code) in cases {
                    try await socket.send(text)
                    let frame = try await socket.nextText()
                    #expect(frame["type"]?.string == "error")
                    #expect(frame["code"]?.string == code)
                }
                try await socket.send(9, [7])
                #expect(try await socket.next() == TestSocket.Frame(opcode: 10, data: [7]))
            }
        }
    }

    // MARK: Events

    @Test func `Events follow the snapshot in order, and a client that comes back gets what it missed`() async throws {
        try await TestServer.run { server in
            let (key, hub) = (try await server.key(), try await server.desk().hub)
            let (epoch, seen) = try await TestSocket.open(server.port, token: key) { socket -> (Int64, Int64) in
                try await socket.send(#"{"type":"subscribe","topics":["alerts"]}"#)
                let snapshot = try await socket.nextText()
                let start = try #require(snapshot["seq"]?.integer)
                for number in 1...3 { hub.publish(.alerts, Array("{\"n\":\(number)}".utf8)) }
                for number in 1...3 {
                    let event = try await socket.nextText()
                    #expect(event["type"]?.string == "event")
                    #expect(event["seq"]?.integer == start + Int64(number))
                    #expect(event["data"]?["n"]?.integer == Int64(number))
                }
                return (try #require(snapshot["epoch"]?.integer), start + 3)
            }
            for number in 4...6 { hub.publish(.alerts, Array("{\"n\":\(number)}".utf8)) }
            try await TestSocket.open(server.port, token: key) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["alerts"],"after":{"epoch":\#(epoch),"seq":\#(seen)}}"#)
                for number in 4...6 { #expect(try await socket.nextText()["data"]?["n"]?.integer == Int64(number)) }
                hub.publish(.alerts, Array(#"{"n":7}"#.utf8))
                #expect(try await socket.nextText()["data"]?["n"]?.integer == 7)
            }
            try await TestSocket.open(server.port, token: key) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["alerts"],"after":{"epoch":\#(epoch + 1),"seq":\#(seen)}}"#)
                #expect(try await socket.nextText()["type"]?.string == "snapshot")
            }
        }
    }

    @Test func `Nothing comes of a topic that was unsubscribed`() async throws {
        try await TestServer.run { server in
            let hub = try await server.desk().hub
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["alerts","reports"]}"#)
                _ = try await socket.nextText()
                _ = try await socket.nextText()
                try await socket.send(#"{"type":"unsubscribe","topics":["alerts"]}"#)
                try await socket.send("?")
                #expect(try await socket.nextText()["code"]?.string == "invalid_json")
                hub.publish(.alerts, Array("1".utf8))
                hub.publish(.reports, Array("2".utf8))
                #expect(try await socket.nextText()["topic"]?.string == "reports")
            }
        }
    }

    // MARK: Ending

    @Test func `A client that does not read is sent the newest state and closed with 1013, and holds up no memory`() async throws {
        try await TestServer.run { server in
            let hub = try await server.desk().hub
            try await TestSocket.open(server.port, token: try await server.key(), receiveBuffer: 4096) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["reports"]}"#)
                #expect(try await socket.nextText()["type"]?.string == "snapshot")
                let large = Array(("\"" + String(repeating: "x", count: 16 * 1024) + "\"").utf8)
                // Far more than the sockets' own buffers and the mailbox hold together.
                for _ in 0..<2000 { hub.publish(.reports, large) }
                var (last, code): (JSONValue?, Int?) = (nil, nil)
                while code == nil {
                    let frame = try await socket.next()
                    if frame.opcode == 1 { last = try frame.json } else { code = frame.closeCode }
                }
                #expect(code == 1013)
                #expect(last?["type"]?.string == "snapshot")
            }
            let metrics = try await server.client.get("/metrics")
            #expect(metrics.text.contains("veles_stream_slow_clients_total 1\n"))
        }
    }

    @Test func `A stream ends with the sign-in`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            try await TestSocket.open(server.port, token: token) { socket in
                let out = try await server.client.send("POST", "/api/v1/auth/logout", token: token)
                #expect(out.status == 204)
                let code = try await socket.closeCode()
                #expect(code == 4401)
            }
        }
    }

    @Test func `A stream ends when its token has run out`() async throws {
        try await TestServer.run {
            $0.streamLimits.pingEvery = .milliseconds(20)
        } _: { server in
            try await TestSocket.open(server.port, token: try await server.token()) { socket in
                server.clock.advance(.seconds(601))
                let code = try await socket.closeCode()
                #expect(code == 4401)
            }
        }
    }

    @Test func `A client that answers no ping is closed`() async throws {
        try await TestServer.run {
            $0.streamLimits.pingEvery = .milliseconds(20)
            $0.streamLimits.answerWithin = .milliseconds(20)
        } _: { server in
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                let ping = try await socket.next()
                #expect(ping.opcode == 9)
                let code = try await socket.closeCode()
                #expect(code == 1001)
            }
        }
    }

    @Test func `Stopping the server closes streams with 1001 and does not wait for them`() async throws {
        try await TestServer.run { server in
            let began = ContinuousClock.now
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                await server.shutdown()
                let code = try await socket.closeCode()
                #expect(code == 1001)
            }
            // That it takes under five seconds is tried with the real process; here only that it ends by itself.
            #expect(ContinuousClock.now - began < .seconds(30))
        }
    }
}
