import Brokerage
import Desk
import COpenSSL
import JSON
import Tenancy
import Testing

@testable import Web

/// What a token must not be able to do, one way each. Every test starts from a token that is good.
@Suite(.timeLimit(.minutes(2))) struct ForgedTokenTests {
    /// A good token of `demo`, with what an attacker may know: its parts, and the tenant's public key.
    private struct Good {
        var text: String
        var parts: [String]
        var keyID: String
        var claims: AccessToken
        var publicKey: [UInt8]
    }

    private static func good(_ server: TestServer, tenant: String = "demo") async throws -> Good {
        let text = try await server.token(tenant: tenant)
        let read = try #require(UnverifiedToken(text))
        let key = try #require(try await server.desk(tenant).file.read { try $0.signingKeys() }.first { $0.kid == read.keyID })
        #expect(try await status(server, text) == 200)
        return Good(
            text: text, parts: text.split(separator: ".").map(String.init), keyID: read.keyID, claims: read.claims, publicKey: key.publicKey.bytes)
    }

    private static func status(_ server: TestServer, _ token: String) async throws -> Int {
        try await server.client.get("/api/v1/me", token: token).status
    }

    /// The claims of a token under another header, signed as told.
    private static func token(_ header: String, _ payload: String, sign: ([UInt8]) -> [UInt8]) -> String {
        let input = Base64URL.encode(header.utf8) + "." + payload
        return input + "." + Base64URL.encode(sign(Array(input.utf8)))
    }

    private static func hmac(_ message: [UInt8], key: [UInt8], _ digest: OpaquePointer) -> [UInt8] {
        var (bytes, count) = ([UInt8](repeating: 0, count: 64), UInt32(0))
        HMAC(digest, key, Int32(key.count), message, message.count, &bytes, &count)
        return Array(bytes.prefix(Int(count)))
    }

    @Test(arguments: ["none", "None", "NONE", ""])
    func `A token without a signature is none`(_ algorithm: String) async throws {
        try await TestServer.run { server in
            let good = try await Self.good(server)
            let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"\#(good.keyID)"}"#
            for signature in [[], [UInt8](repeating: 0, count: 64)] {
                #expect(try await Self.status(server, Self.token(header, good.parts[1]) { _ in signature }) == 401)
            }
            #expect(try await Self.status(server, good.parts[0] + "." + good.parts[1] + ".") == 401)
        }
    }

    @Test func `The public key is no shared secret, under any name of an algorithm`() async throws {
        try await TestServer.run { server in
            let good = try await Self.good(server)
            for (algorithm, digest) in [("HS256", EVP_sha256()), ("HS512", EVP_sha512()), ("EdDSA", EVP_sha512())] {
                let digest = try #require(digest)
                let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"\#(good.keyID)"}"#
                let forged = Self.token(header, good.parts[1]) { Self.hmac($0, key: good.publicKey, digest) }
                #expect(try await Self.status(server, forged) == 401)
            }
        }
    }

    @Test func `A token that has run out is refused`() async throws {
        try await TestServer.run { server in
            let good = try await Self.good(server)
            server.clock.advance(.seconds(AccessToken.lifetime))
            #expect(try await Self.status(server, good.text) == 401)
        }
    }

    @Test func `A token of the future is refused, though its signature is good`() async throws {
        try await TestServer.run { server in
            let (good, now) = (try await Self.good(server), server.clock.now)
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            var claims = good.claims
            (claims.issuedAt, claims.expiresAt) = (claims.issuedAt + 120, claims.expiresAt + 120)
            #expect(try await Self.status(server, claims.signed(keyID: good.keyID, sign: key.sign)) == 401)
        }
    }

    @Test func `A token for another audience is refused, though its signature is good`() async throws {
        try await TestServer.run { server in
            try TestServer.addTenant("other", in: server.directory, at: server.clock.now)
            let (good, now) = (try await Self.good(server), server.clock.now)
            _ = try await Self.good(server, tenant: "other")
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            for tenant in ["other", "nowhere"] {
                var claims = good.claims
                claims.tenant = try #require(TenantSlug(rawValue: tenant))
                #expect(try await Self.status(server, claims.signed(keyID: good.keyID, sign: key.sign)) == 401)
            }
        }
    }

    @Test func `Another tenant's key is worth nothing, though the key's name is right`() async throws {
        try await TestServer.run { server in
            try TestServer.addTenant("other", in: server.directory, at: server.clock.now)
            let (good, now) = (try await Self.good(server), server.clock.now)
            let (_, foreign) = try await server.desk("other").write { try $0.currentSigningKey(at: now) }
            #expect(try await Self.status(server, good.claims.signed(keyID: good.keyID, sign: foreign.sign)) == 401)
            #expect(try await Self.status(server, good.claims.signed(keyID: "unknown", sign: foreign.sign)) == 401)
        }
    }

    @Test func `A token of a sign-in that has ended is refused`() async throws {
        try await TestServer.run { server in
            let (good, now) = (try await Self.good(server), server.clock.now)
            _ = try await server.desk().write { try $0.revokeSession(family: good.claims.session, at: now) }
            #expect(try await Self.status(server, good.text) == 401)
        }
    }

    @Test func `A key that was retired vouches for nothing that is signed afterwards`() async throws {
        try await TestServer.run { server in
            let (good, now) = (try await Self.good(server), server.clock.now)
            let (_, old) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            _ = try await server.desk().write { try $0.rotateSigningKey(at: now) }
            #expect(try await Self.status(server, good.claims.signed(keyID: good.keyID, sign: old.sign)) == 200)
            server.clock.advance(.seconds(5))
            var claims = good.claims
            (claims.issuedAt, claims.expiresAt) = (claims.issuedAt + 5, claims.expiresAt + 5)
            #expect(try await Self.status(server, claims.signed(keyID: good.keyID, sign: old.sign)) == 401)
        }
    }

    @Test func `A token that was cut, lengthened or altered by a bit is refused`() async throws {
        try await TestServer.run { server in
            let good = try await Self.good(server)
            var forged = [good.parts[0] + "." + good.parts[1], good.text + ".", good.text + "." + good.parts[2], "." + good.text, good.text + "A"]
            for count in [1, 2, 10, 43] { forged.append(String(good.text.dropLast(count))) }
            for place in stride(from: 0, to: good.text.utf8.count, by: 37) {
                var bytes = Array(good.text.utf8)
                bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                forged.append(String(decoding: bytes, as: UTF8.self))
            }
            for token in forged { #expect(try await Self.status(server, token) == 401, "\(token)") }
        }
    }

    @Test(arguments: [
        (#""iss":"veles""#, #""iss":"veles","sub":"2""#), (#""exp":"#, #""exp":99999999999,"exp":"#),
        (#""aud":"demo""#, #""aud":"demo","aud":"other""#),
    ])
    func `A token with a claim that stands twice is refused, though its signature is good`(_ change: (from: String, to: String)) async throws {
        try await TestServer.run { server in
            let (good, now) = (try await Self.good(server), server.clock.now)
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            let payload = String(decoding: try #require(Base64URL.decode(good.parts[1].utf8)), as: UTF8.self)
            let doubled = payload.replacing(change.from, with: change.to)
            #expect(doubled != payload)
            let input = good.parts[0] + "." + Base64URL.encode(doubled.utf8)
            #expect(try await Self.status(server, input + "." + Base64URL.encode(key.sign(Array(input.utf8)))) == 401)
        }
    }

    @Test func `A token that asks for an extension to be understood is refused, though its signature is good`() async throws {
        try await TestServer.run { server in
            let (good, now) = (try await Self.good(server), server.clock.now)
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            let header = #"{"alg":"EdDSA","typ":"JWT","kid":"\#(good.keyID)","crit":["b64"],"b64":false}"#
            let input = Base64URL.encode(header.utf8) + "." + good.parts[1]
            #expect(try await Self.status(server, input + "." + Base64URL.encode(key.sign(Array(input.utf8)))) == 401)
        }
    }

    @Test func `The role in a token is not believed`() async throws {
        try await TestServer.run { server in
            let (token, now) = (try await server.person("analyst@example.com", role: .analyst), server.clock.now)
            let read = try #require(UnverifiedToken(token))
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            var claims = read.claims
            claims.role = .owner
            let me = try await server.client.get("/api/v1/me", token: try claims.signed(keyID: read.keyID, sign: key.sign))
            #expect(try me.json["permissions"] == .array([.string("read")]))
        }
    }
}
