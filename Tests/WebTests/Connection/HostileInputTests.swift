import Foundation
import JSON
import NIOCore
import Testing

@testable import Web

/// What a peer may send that is not a proper request. Each case must be answered or cut, and the server must go on.
@Suite(.timeLimit(.minutes(2))) struct HostileInputTests {
    private static func expectAlive(_ server: TestServer) async throws {
        #expect(try await server.client.get("/healthz").status == 200)
    }

    @Test func `Garbage is answered with 400 and the connection closed`() async throws {
        try await TestServer.run { server in
            for garbage in ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "HELO mail\r\n"] {
                let bytes = try await Wire.open(server.port) { wire in
                    try await wire.send(garbage)
                    return try await wire.readToEnd()
                }
                #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400"), "\(garbage.debugDescription)")
            }
            try await HostileInputTests.expectAlive(server)
        }
    }

    @Test func `Header fields that are too long or too many are refused`() async throws {
        try await TestServer.run { server in
            let long = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 40_000))\r\n\r\n"
            let many = "GET /healthz HTTP/1.1\r\nHost: x\r\n" + (0..<500).map { "X-\($0): 1\r\n" }.joined() + "\r\n"
            for request in [long, many] {
                let status = try await Wire.open(server.port) { wire in
                    try await wire.send(request)
                    return try await wire.answer().status
                }
                #expect(status == 431 || status == 400)
            }
            try await HostileInputTests.expectAlive(server)
        }
    }

    @Test func `A connection ends when the request says so, in whatever form`() async throws {
        try await TestServer.run { server in
            for head in [
                "GET /healthz HTTP/1.0\r\n", "GET /healthz HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n", "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: te, close\r\n",
            ] {
                let bytes = try await Wire.open(server.port) { wire in
                    try await wire.send(head + "\r\n")
                    return try await wire.readToEnd()
                }
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(text.hasPrefix("HTTP/1.1 200") && text.lowercased().contains("connection: close"), "\(head)")
            }
        }
    }

    @Test func `A request that names no host or several is refused`() async throws {
        try await TestServer.run { server in
            for hosts in ["", "Host: a\r\nHost: b\r\n"] {
                let answer = try await Wire.open(server.port) { wire in
                    try await wire.send("GET /healthz HTTP/1.1\r\n\(hosts)\r\n")
                    return try await wire.answer()
                }
                #expect(answer.status == 400)
                #expect(answer["x-request-id"] != nil)
            }
        }
    }

    @Test func `A silent connection is closed, also in the middle of its first head`() async throws {
        try await TestServer.run {
            // Long enough that the start is sent before it is over, however busy the machine.
            $0.connectionLimits.firstHead = .seconds(2)
        } _: { server in
            for start in ["", "GET / HTTP/1.1\r\nHost:"] {
                let bytes = try await Wire.open(server.port) { wire in
                    if !start.isEmpty { try await wire.send(start) }
                    return try await wire.readUntilCut()
                }
                #expect(bytes.isEmpty)
            }
            try await HostileInputTests.expectAlive(server)
        }
    }

    @Test func `A body that does not get on is given up long before its connection counts as idle`() async throws {
        try await TestServer.run {
            $0.connectionLimits.bodyWindow = .milliseconds(40)
        } _: { server in
            let key = try await server.key()
            let bytes = try await Wire.open(server.port) { wire in
                try await wire.send(
                    "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{")
                return try await wire.readToEnd()
            }
            #expect(bytes.isEmpty)
            try await HostileInputTests.expectAlive(server)
        }
    }

    @Test func `A connection that falls silent after a request is closed`() async throws {
        try await TestServer.run {
            $0.connectionLimits.idle = .milliseconds(50)
        } _: { server in
            try await Wire.open(server.port) { wire in
                try await wire.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await wire.answer().status == 200)
                #expect(try await wire.readToEnd().isEmpty)
            }
        }
    }

    @Test func `Requests sent one behind the other are answered in order`() async throws {
        try await TestServer.run { server in
            try await Wire.open(server.port) { wire in
                try await wire.send(
                    "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\nX-Request-Id: b\r\n\r\n")
                #expect(try await wire.answer()["x-request-id"] == "a")
                #expect(try await wire.answer()["x-request-id"] == "b")
            }
        }
    }

    @Test func `Expect 100-continue is answered before the body is sent`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            try await Wire.open(server.port) { wire in
                let form = #"{"platform":"push","name":"x"}"#
                try await wire.send(
                    "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\n"
                        + "Expect: 100-continue\r\nContent-Length: \(form.utf8.count)\r\n\r\n"
                )
                #expect(try await wire.answer().status == 100)
                try await wire.send(form)
                #expect(try await wire.answer().status == 201)
            }
        }
    }

    @Test func `A body that ends too soon stores nothing`() async throws {
        try await TestServer.run { server in
            let (key, connection) = (try await server.key(), try await server.pushConnection())
            try await Wire.open(server.port) { wire in
                try await wire.send(
                    "POST /api/v1/ingest?connection=\(connection) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\nContent-Length: 5000\r\n\r\n"
                )
                try await wire.send(#"{"type":"account","account_number":1,"group":"g","currency":"USD","leverage":100}"# + "\n")
            }
            try await HostileInputTests.expectAlive(server)
            #expect(try await server.client.get("/api/v1/accounts", token: key).json["items"]?.elements?.isEmpty == true)
        }
    }

    @Test func `A body that says that it is too large is refused before it is sent`() async throws {
        try await TestServer.run { server in
            let (key, connection) = (try await server.key(), try await server.pushConnection())
            try await Wire.open(server.port) { wire in
                try await wire.send(
                    "POST /api/v1/ingest?connection=\(connection) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\n"
                        + "Content-Length: 99999999999\r\n\r\n"
                )
                #expect(try await wire.answer().status == 413)
            }
            try await HostileInputTests.expectAlive(server)
        }
    }

    @Test func `Compressed bodies are decoded, bombs and broken ones refused`() async throws {
        try await TestServer.run { server in
            let (key, connection) = (try await server.key(), try await server.pushConnection())
            let path = "/api/v1/ingest?connection=\(connection)"
            func push(_ body: [UInt8], _ encoding: String = "gzip") async throws -> TestAnswer {
                try await server.client.send("POST", path, token: key, headers: [("Content-Encoding", encoding)], body: body)
            }
            let line = #"{"type":"account","account_number":1,"group":"g","currency":"USD","leverage":100}"# + "\n"
            let good = try await push(try HostileInputTests.gzip(Array(line.utf8)))
            #expect(good.status == 200)
            #expect(try good.json["accepted"]?.integer == 1)
            let bomb = try await push(try HostileInputTests.gzip([UInt8](repeating: 0x20, count: 80_000_000)))
            #expect(bomb.status == 413)
            #expect(try await push([1, 2, 3, 4]).status == 400)
            #expect(try await push(Array(try HostileInputTests.gzip(Array(line.utf8)).dropLast(12))).status == 400)
            #expect(try await push(Array(line.utf8), "br").status == 415)
            try await HostileInputTests.expectAlive(server)
        }
    }

    /// The given bytes as gzip makes them.
    private static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.path + "/veles-gzip-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/body"))
        let process = try Process.run(URL(fileURLWithPath: "/usr/bin/gzip"), arguments: ["-9", folder + "/body"])
        process.waitUntilExit()
        return Array(try #require(FileManager.default.contents(atPath: folder + "/body.gz")))
    }

    @Test func `Bad lines are named by their number over slices, and the good ones are kept`() async throws {
        try await TestServer.run { server in
            let (key, connection) = (try await server.key(), try await server.pushConnection())
            var body = ""
            for number in 1...20_000 {
                body +=
                    number % 5000 == 0
                    ? "nonsense \(number)\n"
                    : #"{"type":"account","account_number":\#(number),"group":"demo\\group","currency":"USD","leverage":100}"# + "\n"
            }
            let answer = try await server.client.send("POST", "/api/v1/ingest?connection=\(connection)", token: key, body: Array(body.utf8))
            #expect(answer.status == 200)
            #expect(try answer.json["accepted"]?.integer == 19_996)
            #expect(try answer.json["rejected"]?.elements?.compactMap { $0["line"]?.integer } == [5000, 10_000, 15_000, 20_000])
            let endless = try await server.client.send(
                "POST", "/api/v1/ingest?connection=\(connection)", token: key, body: [UInt8](repeating: UInt8(ascii: "x"), count: 2_000_000))
            #expect(endless.status == 400)
            #expect(try await server.client.send("POST", "/api/v1/ingest", token: key, body: []).status == 400)
            #expect(try await server.client.send("POST", "/api/v1/ingest?connection=999", token: key, body: []).status == 404)
        }
    }

    @Test func `Stopping cuts a request that never ends`() async throws {
        try await TestServer.run {
            $0.connectionLimits.drain = .milliseconds(100)
        } _: { server in
            let key = try await server.key()
            try await Wire.open(server.port) { wire in
                try await wire.send(
                    "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\nContent-Length: 500\r\n\r\n{")
                await server.shutdown()
                try await wire.readUntilCut()
            }
        }
    }
}
