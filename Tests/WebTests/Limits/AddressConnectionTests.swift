import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct AddressConnectionTests {
    private static let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Opens so many connections, one inside the other, and asks on each.
    private static func open(_ count: Int, _ port: Int, _ innermost: @Sendable () async throws -> Void) async throws {
        guard count > 0 else { return try await innermost() }
        try await Wire.open(port) { wire in
            try await wire.send(request)
            #expect(try await wire.answer().status == 200)
            try await open(count - 1, port, innermost)
        }
    }

    @Test func `An address has so many connections, and the next is closed at once`() async throws {
        try await TestServer.run { $0.connectionLimits.connectionsPerAddress = 3 } _: { server in
            for _ in 0..<2 {
                try await AddressConnectionTests.open(3, server.port) { () async throws in
                    for _ in 0..<5 { #expect(try await Wire.open(server.port) { try await $0.readUntilCut() }.isEmpty) }
                }
                // Once they are closed there is room again.
                let deadline = ContinuousClock.now + .seconds(20)
                while try await Wire.open(server.port, { wire in
                    try await wire.send(AddressConnectionTests.request)
                    return try await wire.readUntilCut(atMost: 12).isEmpty
                }) { try #require(ContinuousClock.now < deadline) }
            }
            let text = try await server.client.get("/metrics").text
            #expect(text.contains("veles_connections_refused_total 1"))
        }
    }

    @Test func `A trusted proxy speaks for many and has no such limit`() async throws {
        try await TestServer.run {
            $0.connectionLimits.connectionsPerAddress = 1
            $0.trustedProxies = [AddressRange("127.0.0.1")].compactMap { $0 }
        } _: { server in
            try await AddressConnectionTests.open(4, server.port) { () async throws in
                #expect(try await server.client.get("/healthz").status == 200)
            }
        }
    }

    @Test func `Addresses are counted apart, and forgotten when they have gone`() throws {
        let counts = AddressConnections(most: 2)
        let (one, other) = (try #require(IPAddress("192.0.2.1")).site, try #require(IPAddress("192.0.2.2")).site)
        #expect(counts.enter(one) && counts.enter(one) && !counts.enter(one) && counts.enter(other))
        counts.leave(one)
        #expect(counts.enter(one) && !counts.enter(one))
        for site in [one, one, other] { counts.leave(site) }
        #expect(counts.count == 0)
    }
}
