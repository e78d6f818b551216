import Testing

@testable import Web

/// Requests that two servers in a row could read differently. Each must be refused or cut, and nothing behind it may be answered as a
/// request of its own.
@Suite(.timeLimit(.minutes(2))) struct SmugglingTests {
    /// A request that only somebody who slipped it past a proxy would send.
    private static let hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: smuggled\r\n\r\n"
    private static let post = "POST /api/v1/auth/logout HTTP/1.1\r\nHost: x\r\n"

    private static let requests: [(String, String)] = [
        ("both lengths", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden),
        ("both lengths, the other way round", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + hidden),
        ("two lengths that differ", post + "Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + hidden),
        ("two lengths in one field", post + "Content-Length: 0, 60\r\n\r\n" + hidden),
        ("a signed length", post + "Content-Length: +0\r\n\r\n" + hidden),
        ("a negative length", post + "Content-Length: -1\r\n\r\n" + hidden),
        ("a length in hexadecimal", post + "Content-Length: 0x0\r\n\r\n" + hidden),
        ("a length beyond all numbers", post + "Content-Length: 99999999999999999999999\r\n\r\n" + hidden),
        ("a space before the colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden),
        ("an unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden),
        ("chunked, and not last", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden),
        ("chunked twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n" + hidden),
        ("a folded field", post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + hidden),
        ("a folded field of another name", post + "X-Fold: a\r\n b\r\nContent-Length: 0\r\n\r\n" + hidden),
        ("a first line that is folded", "GET /healthz HTTP/1.1\r\n Host: x\r\n\r\n" + hidden),
        ("a chunk size with a sign", post + "Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n" + hidden),
        ("a chunk size beyond all numbers", post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n" + hidden),
        ("a chunk without its end", post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabcd0\r\n\r\n" + hidden),
        ("a field name with a space", post + "Content Length: 5\r\n\r\n" + hidden),
        ("a field without a colon", post + "Nonsense\r\n\r\n" + hidden),
        ("a zero byte in a field", post + "X-Zero: a\u{0}b\r\n\r\n" + hidden),
        ("a bare carriage return in a field", post + "X-Return: a\rContent-Length: 5\r\n\r\n" + hidden),
        ("lines that end without a carriage return", "GET /nowhere HTTP/1.1\nHost: x\nContent-Length: 70\n\n" + hidden),
    ]

    @Test func `Requests that can be read in two ways are refused, with what stands behind them`() async throws {
        try await TestServer.run { server in
            for (what, request) in SmugglingTests.requests {
                let bytes = try await Wire.open(server.port) { wire in
                    try await wire.send(request)
                    return try await wire.readUntilCut()
                }
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 4") || text.hasPrefix("HTTP/1.1 501"), "\(what): \(text.prefix(60))")
                #expect(!text.contains("smuggled"), "\(what)")
            }
            #expect(try await server.client.get("/healthz").status == 200)
        }
    }

    @Test func `A request with a body behind its head is one request`() async throws {
        try await TestServer.run { server in
            for body in ["Content-Length: \(SmugglingTests.hidden.utf8.count)\r\n\r\n", ""] {
                let chunked = "Transfer-Encoding: chunked\r\n\r\n\(String(SmugglingTests.hidden.utf8.count, radix: 16))\r\n\(SmugglingTests.hidden)\r\n0\r\n\r\n"
                let request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + (body.isEmpty ? chunked : body + SmugglingTests.hidden)
                let bytes = try await Wire.open(server.port) { wire in
                    try await wire.send(request)
                    return try await wire.readUntilCut()
                }
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(text.hasPrefix("HTTP/1.1 200") && !text.contains("smuggled"))
            }
        }
    }

    @Test func `A body that breaks is answered once, and nothing more is read`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let head = "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\nTransfer-Encoding: chunked\r\n\r\n"
            let bytes = try await Wire.open(server.port) { wire in
                try await wire.send(head + "2\r\n{}\r\nnonsense\r\n\r\n" + SmugglingTests.hidden)
                return try await wire.readUntilCut()
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 400"))
            #expect(text.ranges(of: "HTTP/1.1").count == 1 && !text.contains("smuggled"))
        }
    }
}
