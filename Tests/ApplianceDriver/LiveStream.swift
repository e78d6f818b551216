import JSON

/// A WebSocket on `/api/v1/stream`.
public struct LiveStream {
    /// The server closed it.
    public struct Closed: Error { public var code: Int }
    public struct Refused: Error { public var status: Int }

    private var wire: Wire

    /// Opens the stream, lends it to `body` and closes it.
    public static func open<T: Sendable>(_ client: HTTPClient, _ body: (inout LiveStream) async throws -> T) async throws -> T {
        try await Wire.open(client.port) { wire in
            let head = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:\(client.port)\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer \(client.token ?? "")\r\n\r\n"
            try await wire.send(Array(head.utf8))
            let answer = try await wire.read(to: "\r\n\r\n")
            let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            guard status == 101 else { throw Refused(status: status) }
            var stream = LiveStream(wire: wire)
            return try await body(&stream)
        }
    }

    public func subscribe(_ topics: String...) async throws {
        let names = topics.map { "\"\($0)\"" }.joined(separator: ",")
        try await send("{\"type\":\"subscribe\",\"topics\":[\(names)]}")
    }

    private func send(_ text: String) async throws {
        let payload = Array(text.utf8)
        let key: [UInt8] = [7, 11, 13, 17]
        let length: [UInt8] = payload.count < 126 ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        let masked = payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
        try await wire.send([0x81, 0x80 | length[0]] + length.dropFirst() + key + masked)
    }

    /// The next frame of JSON that `wanted` takes; others are passed over.
    public mutating func next(where wanted: (JSONValue) -> Bool = { _ in true }) async throws -> JSONValue {
        while true {
            let (opcode, data) = try await frame()
            if opcode == 8 { throw Closed(code: data.prefix(2).reduce(0) { $0 << 8 | Int($1) }) }
            guard opcode == 1 else { continue }
            let json = try JSONValue(parsing: data)
            if wanted(json) { return json }
        }
    }

    private mutating func frame() async throws -> (opcode: UInt8, data: [UInt8]) {
        let start = try await wire.read(2)
        var length = Int(start[1] & 0x7F)
        if length == 126 { length = try await wire.read(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try await wire.read(8).reduce(0) { $0 << 8 | Int($1) } }
        return (start[0] & 0x0F, try await wire.read(length))
    }
}
