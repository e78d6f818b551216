import Foundation
import NIOCore
import Testing

@testable import Web

/// Peers that take their time: whoever holds something here must get on.
@Suite(.timeLimit(.minutes(2))) struct SlowPeerTests {
    /// Waits until the server has no connection but the one that asks.
    private static func expectAlone(_ server: TestServer) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try await !server.client.get("/metrics").text.contains("veles_connections_open 1\n") {
            try #require(ContinuousClock.now < deadline, "the connection was not cut")
        }
    }

    @Test func `A head that comes a byte at a time is given up, on a fresh connection and on a used one`() async throws {
        try await TestServer.run {
            $0.connectionLimits.firstHead = .milliseconds(300)
            $0.connectionLimits.idle = .milliseconds(300)
        } _: { server in
            for start in ["", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"] {
                let bytes = try await Wire.open(server.port) { wire in
                    try await wire.send(start)
                    if !start.isEmpty { #expect(try await wire.answer().status == 200) }
                    return try await SlowPeerTests.drip("GET / HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "a", count: 2000), into: &wire)
                }
                #expect(bytes.isEmpty)
            }
        }
    }

    /// Sends byte after byte until the peer cuts the connection.
    private static func drip(_ text: String, into wire: inout Wire) async throws -> [UInt8] {
        do {
            for byte in text.utf8 {
                try await wire.send([byte])
                try await ContinuousClock().sleep(for: .milliseconds(5))
            }
        } catch {
            // Cut in the middle, as is wanted.
            return []
        }
        return try await wire.readUntilCut()
    }

    @Test func `An answer that the client does not take is given up`() async throws {
        let assets = FileManager.default.temporaryDirectory.path + "/veles-slow-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: assets) }
        try FileManager.default.createDirectory(atPath: assets + "/site", withIntermediateDirectories: true)
        try Data(repeating: 0x20, count: 30_000_000).write(to: URL(fileURLWithPath: assets + "/site/large.txt"))
        try await TestServer.run(assets: assets) {
            $0.connectionLimits.answerWindow = .milliseconds(100)
        } _: { server in
            try await Wire.open(server.port, receiveBuffer: 4096) { wire in
                try await wire.send("GET /large.txt HTTP/1.1\r\nHost: x\r\n\r\n")
                try await SlowPeerTests.expectAlone(server)
            }
        }
        // One that takes it gets all of it.
        try await TestServer.run(assets: assets) { server in
            let whole = try await server.client.get("/large.txt")
            #expect(whole.status == 200 && whole.body.count == 30_000_000)
        }
    }

    @Test func `A body in chunks that does not get on is given up`() async throws {
        try await TestServer.run {
            $0.connectionLimits.bodyWindow = .milliseconds(50)
        } _: { server in
            let key = try await server.key()
            let bytes = try await Wire.open(server.port) { wire in
                try await wire.send(
                    "POST /api/v1/connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(key)\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
                return try await wire.readUntilCut()
            }
            #expect(bytes.isEmpty)
        }
    }
}
