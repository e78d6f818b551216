import Foundation
import NIOCore
import Testing

@testable import Web

/// How much a request may hold.
@Suite(.timeLimit(.minutes(2))) struct InputLimitTests {
    private static func head(_ fields: String) -> String { "GET /healthz HTTP/1.1\r\nHost: x\r\n\(fields)\r\n" }

    @Test func `Fields are counted and measured up to the limits, and refused beyond them`() async throws {
        try await TestServer.run {
            ($0.connectionLimits.headerFields, $0.connectionLimits.headerField, $0.connectionLimits.headers) = (20, 1000, 4000)
        } _: { server in
            let requests: [(String, Bool)] = [
                ((0..<18).map { "X-\($0): 1\r\n" }.joined(), true), ((0..<40).map { "X-\($0): 1\r\n" }.joined(), false),
                ("X: \(String(repeating: "a", count: 900))\r\n", true), ("X: \(String(repeating: "a", count: 1100))\r\n", false),
                ("\(String(repeating: "N", count: 1100)): a\r\n", false),
                ((0..<6).map { "X-\($0): \(String(repeating: "a", count: 900))\r\n" }.joined(), false),
            ]
            for (fields, isAllowed) in requests {
                let answer = try await Wire.open(server.port) { wire in
                    try await wire.send(InputLimitTests.head(fields))
                    return try await wire.answer()
                }
                #expect((answer.status == 200) == isAllowed && [200, 400, 431].contains(answer.status), "\(fields.prefix(40)) \(answer.status)")
            }
        }
    }

    @Test func `A target that is too long is refused`() async throws {
        try await TestServer.run { server in
            let bytes = try await Wire.open(server.port) { wire in
                try await wire.send("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n")
                return try await wire.readUntilCut()
            }
            #expect(bytes.isEmpty || String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 4"))
        }
    }

    @Test func `A body beyond the limit is refused, whether it says its length or comes in chunks`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let head = "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\nConnection: close\r\n"
            let chunk = "1000\r\n\(String(repeating: " ", count: 4096))\r\n"
            let requests = [
                head + "Content-Length: 70000\r\n\r\n" + String(repeating: " ", count: 70_000),
                head + "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 17) + "0\r\n\r\n",
            ]
            for request in requests {
                let answer = try await Wire.open(server.port) { wire in
                    try await wire.send(request)
                    return try await wire.answer()
                }
                #expect(answer.status == 413)
            }
        }
    }

    @Test func `JSON that is deep, long or wide costs no more than its bytes`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let digits = String(repeating: "9", count: 50_000)
            let bodies = [
                String(repeating: #"{"a":"#, count: 30) + "1" + String(repeating: "}", count: 30), String(repeating: "[", count: 60_000),
                #"{"login":\#(digits)}"#, #"{"login":1e\#(digits)}"#, #"{"login":-0.\#(digits)}"#,
                #"{"\#(String(repeating: "k", count: 60_000))":1}"#, #"{"name":"\#(String(repeating: "n", count: 60_000))"}"#,
                "{" + (0..<6000).map { #""\#($0)":1"# }.joined(separator: ",") + "}", "{" + Array(repeating: #""login":1"#, count: 5000).joined(separator: ",") + "}",
                #"{"name":"\#(String(repeating: #"\ud800"#, count: 5000))"}"#,
            ]
            for body in bodies {
                let answer = try await server.client.post("/api/v1/connections", json: body, token: key)
                #expect(answer.status == 400, "\(body.prefix(30))")
                #expect(answer.body.count < 16_384, "\(body.prefix(30))")
            }
        }
    }

    @Test func `Text that is not UTF-8 is refused or taken as unknown, wherever it stands`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let heads: [[UInt8]] = [
                Array("GET /api/v1/acc".utf8) + [0xFF, 0xC0] + Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
                Array("GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
                Array("GET /api/v1/accounts?q=%c3%28 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\n\r\n".utf8),
                Array("GET /api/v1/accounts?%ff=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\n\r\n".utf8),
                Array("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ".utf8) + [0xFF, 0xFE, 0x80] + Array("\r\n\r\n".utf8),
                Array("POST /api/v1/auth/refresh HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nCookie: veles_refresh=".utf8) + [0xC3, 0x28]
                    + Array("\r\n\r\n".utf8),
                Array("GET /nowhere HTTP/1.1\r\nHost: ".utf8) + [0xFF] + Array("\r\n\r\n".utf8),
            ]
            for head in heads {
                let answer = try await Wire.open(server.port) { wire in
                    try await wire.send(head)
                    return try await wire.answer()
                }
                #expect((400...404).contains(answer.status), "\(String(decoding: head.prefix(60), as: UTF8.self)) \(answer.status)")
                #expect(String(validating: answer.body, as: UTF8.self) != nil)
            }
        }
    }

    @Test func `A frame beyond the limit closes the stream, whole or in parts`() async throws {
        try await TestServer.run {
            $0.streamLimits.frame = 1000
        } _: { server in
            let key = try await server.key()
            for parts in [[1001], [600, 600]] {
                let code = try await TestSocket.open(server.port, token: key) { socket in
                    for (place, size) in parts.enumerated() {
                        try await socket.send(place == 0 ? 1 : 0, [UInt8](repeating: 0x20, count: size), fin: place == parts.count - 1)
                    }
                    while true {
                        let frame = try await socket.next()
                        if let code = frame.closeCode { return code }
                    }
                }
                #expect(code == 1009, "\(parts)")
            }
        }
    }
}
