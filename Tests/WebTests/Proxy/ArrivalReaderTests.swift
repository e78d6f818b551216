import Tenancy
import Testing

@testable import Web

@Suite struct ArrivalReaderTests {
    private static func reader(_ proxies: [String] = ["10.0.0.0/8", "::1"], isHTTPS: Bool = false, isSelfSigned: Bool = false) -> ArrivalReader {
        ArrivalReader(proxies: proxies.compactMap { AddressRange($0) }, isHTTPS: isHTTPS, isSelfSigned: isSelfSigned)
    }

    private static func address(_ peer: String, _ forwardedFor: [String]) -> String? {
        reader().arrival(peer: IPAddress(peer), forwardedFor: forwardedFor, proto: []).address?.description
    }

    @Test(arguments: [
        // Whoever is no proxy of ours speaks for nobody but himself.
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        // A proxy says what it saw.
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"), ("::1", ["2001:db8::7"], "2001:db8::7"), ("10.0.0.1", [], "10.0.0.1"),
        // What the client wrote itself stands further left, in the same field or in one before it.
        ("10.0.0.1", ["127.0.0.1, 198.51.100.1"], "198.51.100.1"), ("10.0.0.1", ["127.0.0.1", "198.51.100.1"], "198.51.100.1"),
        // A chain of our own proxies is gone through.
        ("10.0.0.1", ["198.51.100.1, 10.0.0.3 ,10.0.0.2"], "198.51.100.1"), ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        // What is no address ends the search.
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"), ("10.0.0.1", ["198.51.100.1, , 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.2:443"], "10.0.0.1"), ("10.0.0.1", [""], "10.0.0.1"),
        // IPv4 in IPv6 form is IPv4.
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
    ])
    func `The client is the nearest address that is no proxy of ours`(peer: String, forwardedFor: [String], expected: String) {
        #expect(ArrivalReaderTests.address(peer, forwardedFor) == expected)
    }

    @Test func `HTTPS counts when a trusted proxy says so, and its last word is what the nearest proxy saw`() {
        func arrival(_ peer: String, _ proto: [String]) -> Arrival {
            ArrivalReaderTests.reader().arrival(peer: IPAddress(peer), forwardedFor: [], proto: proto)
        }
        #expect(arrival("10.0.0.1", ["https"]).isHTTPS && arrival("10.0.0.1", ["HTTPS"]).mayInsist)
        #expect(!arrival("10.0.0.1", ["https, http"]).isHTTPS)
        #expect(!arrival("10.0.0.1", []).isHTTPS)
        #expect(!arrival("203.0.113.9", ["https"]).isHTTPS)
    }

    @Test func `Nobody is told to insist on a certificate of our own`() {
        let own = ArrivalReaderTests.reader([], isHTTPS: true, isSelfSigned: true).arrival(peer: nil, forwardedFor: [], proto: [])
        #expect(own.isHTTPS && !own.mayInsist)
        let bought = ArrivalReaderTests.reader([], isHTTPS: true).arrival(peer: nil, forwardedFor: [], proto: [])
        #expect(bought.isHTTPS && bought.mayInsist)
    }

    @Test func `Behind a trusted proxy the limits are those of the client, and metrics are for this machine only`() async throws {
        try await TestServer.run {
            $0.trustedProxies = [AddressRange("127.0.0.0/8")].compactMap { $0 }
            $0.rateLimits[.signIn, .address] = Allowance(1, in: 60)
            $0.rateLimits.pause = .zero
        } _: { server in
            for (client, status) in [("198.51.100.1", 401), ("198.51.100.1", 429), ("198.51.100.2", 401), ("198.51.100.9, 198.51.100.2", 429)] {
                let answer = try await server.client.post("/api/v1/auth/refresh", json: "{}", headers: [("X-Forwarded-For", client)])
                #expect(answer.status == status, "\(client)")
            }
            #expect(try await server.client.get("/metrics").status == 200)
            #expect(try await server.client.get("/metrics", headers: [("X-Forwarded-For", "198.51.100.1")]).status == 404)
        }
    }

    @Test func `Without one they are those of the peer, whatever it says`() async throws {
        try await TestServer.run {
            $0.rateLimits[.signIn, .address] = Allowance(1, in: 60)
            $0.rateLimits.pause = .zero
        } _: { server in
            for (client, status) in [("198.51.100.1", 401), ("198.51.100.2", 429)] {
                let answer = try await server.client.post("/api/v1/auth/refresh", json: "{}", headers: [("X-Forwarded-For", client)])
                #expect(answer.status == status)
            }
        }
    }
}
