import Foundation
import JSON
import Testing

/// A WebSocket client that can also do what it must not.
struct TestSocket {
    struct Frame: Equatable {
        var opcode: UInt8
        var data: [UInt8]

        /// The code of a close frame.
        var closeCode: Int? { opcode == 8 && data.count >= 2 ? Int(data[0]) << 8 | Int(data[1]) : nil }
        var json: JSONValue { get throws { try JSONValue(parsing: data) } }
    }

    var wire: Wire

    static let handshake = [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]

    /// Sends an upgrade request. - Returns: the answer, 101 when it was accepted.
    static func upgrade(
        _ wire: inout Wire, port: Int, path: String = "/api/v1/stream", headers: [(String, String)] = handshake, adding more: [(String, String)] = []
    ) async throws -> TestAnswer {
        var head = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers + more { head += "\(name): \(value)\r\n" }
        try await wire.send(head + "\r\n")
        return try await wire.answer()
    }

    /// Opens the stream with a bearer token.
    static func open<T: Sendable>(
        _ port: Int, token: String, receiveBuffer: Int? = nil, _ body: (inout TestSocket) async throws -> T
    ) async throws -> T {
        try await Wire.open(port, receiveBuffer: receiveBuffer) { wire in
            let answer = try await upgrade(&wire, port: port, adding: [("Authorization", "Bearer \(token)")])
            #expect(answer.status == 101)
            var socket = TestSocket(wire: wire)
            return try await body(&socket)
        }
    }

    func send(_ text: String) async throws { try await send(1, Array(text.utf8)) }

    func send(_ opcode: UInt8, _ data: [UInt8], fin: Bool = true, masked: Bool = true, reserved: UInt8 = 0) async throws {
        var frame = [(fin ? 0x80 : 0) | reserved | opcode]
        let mask: UInt8 = masked ? 0x80 : 0
        switch data.count {
        case ..<126: frame.append(mask | UInt8(data.count))
        case ..<65_536: frame += [mask | 126, UInt8(data.count >> 8), UInt8(data.count & 255)]
        default: frame += [mask | 127] + (0..<8).map { UInt8(truncatingIfNeeded: data.count >> (56 - 8 * $0)) }
        }
        let key: [UInt8] = [1, 2, 3, 4]
        if masked { frame += key }
        try await wire.send(frame + (masked ? data.enumerated().map { $0.element ^ key[$0.offset % 4] } : data))
    }

    mutating func next() async throws -> Frame {
        let start = try await wire.read(2)
        var length = Int(start[1] & 0x7F)
        if length == 126 { length = try await wire.read(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try await wire.read(8).reduce(0) { $0 << 8 | Int($1) } }
        return Frame(opcode: start[0] & 0x0F, data: try await wire.read(length))
    }

    /// The next text frame, passing over pings.
    mutating func nextText() async throws -> JSONValue {
        while true {
            let frame = try await next()
            if frame.opcode == 1 { return try frame.json }
            if let code = frame.closeCode { throw Closed(code: code) }
        }
    }

    /// The code of the close frame, passing over everything before it.
    mutating func closeCode() async throws -> Int? {
        while true {
            let frame = try await next()
            if frame.opcode == 8 { return frame.closeCode }
        }
    }

    struct Closed: Error, Equatable { var code: Int }
}
