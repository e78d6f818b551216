import Foundation
import JSON
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import Web

/// Sends requests, each on a connection of its own.
struct TestClient: Sendable {
    let port: Int
    /// How it speaks TLS; nil for plain HTTP.
    var tls: NIOSSLContext?

    func get(_ path: String, token: String? = nil, headers: [(String, String)] = []) async throws -> TestAnswer {
        try await send("GET", path, token: token, headers: headers)
    }

    func post(_ path: String, json: String, token: String? = nil, headers: [(String, String)] = []) async throws -> TestAnswer {
        try await send("POST", path, token: token, headers: headers + [("Content-Type", "application/json")], body: Array(json.utf8))
    }

    func put(_ path: String, json: String, token: String? = nil) async throws -> TestAnswer {
        try await send("PUT", path, token: token, json: json)
    }

    func patch(_ path: String, json: String, token: String? = nil) async throws -> TestAnswer {
        try await send("PATCH", path, token: token, json: json)
    }

    func delete(_ path: String, json: String? = nil, token: String? = nil) async throws -> TestAnswer {
        try await send("DELETE", path, token: token, json: json)
    }

    /// - Parameter json: the body, when there is to be one.
    func send(_ method: String, _ path: String, token: String?, json: String?) async throws -> TestAnswer {
        let headers = json == nil ? [] : [("Content-Type", "application/json")]
        return try await send(method, path, token: token, headers: headers, body: json.map { Array($0.utf8) })
    }

    func send(
        _ method: String, _ path: String, token: String? = nil, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> TestAnswer {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        let request = Array((head + "\r\n").utf8) + (body ?? [])
        return try await Wire.open(port, tls: tls) { wire in
            try await wire.send(request)
            return try await wire.answer(hasBody: method != "HEAD")
        }
    }
}

/// An answer as it came.
struct TestAnswer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    subscript(name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
    func all(_ name: String) -> [String] { headers.filter { $0.name == name.lowercased() }.map(\.value) }
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { get throws { try JSONValue(parsing: body) } }
    /// The cookies of the answer as a `Cookie` field.
    var cookies: String { all("set-cookie").map { $0.prefix { $0 != ";" } }.joined(separator: "; ") }
}

/// One connection, byte by byte.
struct Wire {
    /// The peer closed before what was waited for had come.
    struct Ended: Error {}

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var buffer: [UInt8] = []
    private let channel: any Channel

    static func open<T: Sendable>(
        _ port: Int, receiveBuffer: Int? = nil, tls: NIOSSLContext? = nil, _ body: (inout Wire) async throws -> T
    ) async throws -> T {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let receiveBuffer { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: .init(receiveBuffer)) }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: nil)) }
                return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            var wire = Wire(inbound: inbound.makeAsyncIterator(), outbound: outbound, channel: channel.channel)
            return try await body(&wire)
        }
    }

    /// SHA-256 of the server's certificate, once it has answered over TLS.
    func certificate() async throws -> [UInt8]? {
        try await channel.nioSSL_peerCertificate().get().map { Digest.sha256(try $0.toDERBytes()) }
    }

    func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }
    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// The next bytes, exactly so many.
    mutating func read(_ count: Int) async throws -> [UInt8] {
        while buffer.count < count { guard try await fill() else { throw Ended() } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Everything until the peer closes.
    mutating func readToEnd() async throws -> [UInt8] {
        while try await fill() {}
        defer { buffer = [] }
        return buffer
    }

    /// Everything until the peer closes or resets the connection, or until so much has come.
    @discardableResult
    mutating func readUntilCut(atMost most: Int = .max) async throws -> [UInt8] {
        do {
            while buffer.count < most, try await fill() {}
            return buffer
        } catch let error as IOError where error.errnoCode == ECONNRESET {
            return buffer
        }
    }

    mutating func head() async throws -> String {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                defer { buffer.removeFirst(end.upperBound) }
                return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            }
            guard try await fill() else { throw Ended() }
        }
    }

    mutating func answer(hasBody: Bool = true) async throws -> TestAnswer {
        var lines = try await head().components(separatedBy: "\r\n")
        let status = Int(lines.removeFirst().split(separator: " ")[1]) ?? 0
        let headers = lines.map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
        }
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        let isChunked = headers.contains { $0.name == "transfer-encoding" && $0.value == "chunked" }
        let isEmpty = !hasBody || status == 204 || status == 304 || (100..<200).contains(status)
        return TestAnswer(status: status, headers: headers, body: isEmpty ? [] : isChunked ? try await chunks() : try await read(length))
    }

    /// A body whose length was not known when it began.
    private mutating func chunks() async throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = try await line()
            guard let count = Int(size.prefix { $0 != ";" }, radix: 16), count > 0 else { break }
            body += try await read(count)
            _ = try await line()
        }
        while try await !line().isEmpty {}
        return body
    }

    private mutating func line() async throws -> String {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n".utf8)) {
                defer { buffer.removeFirst(end.upperBound) }
                return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            }
            guard try await fill() else { throw Ended() }
        }
    }

    private mutating func fill() async throws -> Bool {
        guard let more = try await inbound.next() else { return false }
        buffer.append(contentsOf: more.readableBytesView)
        return true
    }
}
