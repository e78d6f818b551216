import Brokerage
import Desk
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct AccessTokenTests {
    private static func claims(_ tenant: String = "demo", role: Role = .owner) throws -> AccessToken {
        AccessToken(
            tenant: try #require(TenantSlug(rawValue: tenant)), user: UserID(1), role: role, session: "s", issuedAt: 1000, expiresAt: 1600)
    }

    /// A token of three parts, the first two in plain JSON.
    private static func token(_ header: String, _ payload: String, _ signature: [UInt8] = Array(repeating: 1, count: 64)) -> String {
        [Base64URL.encode(header.utf8), Base64URL.encode(payload.utf8), Base64URL.encode(signature)].joined(separator: ".")
    }

    private static let header = #"{"alg":"EdDSA","typ":"JWT","kid":"k"}"#
    private static let payload = #"{"iss":"veles","aud":"demo","sub":"1","role":"owner","sid":"s","iat":1000,"exp":1600}"#

    @Test func `A signed token is read back as it was`() throws {
        let key = try Ed25519PrivateKey()
        let text = try AccessTokenTests.claims().signed(keyID: "k1", sign: key.sign)
        let read = try #require(UnverifiedToken(text))
        #expect(read.keyID == "k1")
        #expect(read.claims == (try AccessTokenTests.claims()))
        #expect(try key.publicKey.verify(read.signature, of: read.signingInput))
        #expect(UnverifiedToken(AccessTokenTests.token(AccessTokenTests.header, AccessTokenTests.payload)) != nil)
    }

    @Test(arguments: [
        #"{"alg":"none","typ":"JWT","kid":"k"}"#, #"{"alg":"None","typ":"JWT","kid":"k"}"#, #"{"alg":"HS256","typ":"JWT","kid":"k"}"#,
        #"{"alg":"RS256","typ":"JWT","kid":"k"}"#, #"{"alg":"eddsa","typ":"JWT","kid":"k"}"#, #"{"typ":"JWT","kid":"k"}"#,
        #"{"alg":"EdDSA","kid":"k"}"#, #"{"alg":"EdDSA","typ":"JWT"}"#, #"{"alg":"EdDSA","typ":"JWT","kid":7}"#,
        #"{"alg":"EdDSA","typ":"JWT","kid":"k","crit":["exp"]}"#, #"{"alg":"EdDSA","alg":"none","typ":"JWT","kid":"k"}"#, "[]", "", "null",
    ])
    func `Any other header is refused before a signature is looked at`(_ header: String) {
        #expect(UnverifiedToken(AccessTokenTests.token(header, AccessTokenTests.payload)) == nil)
    }

    @Test(arguments: [
        ("\"iss\":\"veles\"", "\"iss\":\"other\""), ("\"aud\":\"demo\"", "\"aud\":[\"demo\"]"), ("\"aud\":\"demo\"", "\"aud\":\"../x\""),
        ("\"sub\":\"1\"", "\"sub\":1"), ("\"role\":\"owner\"", "\"role\":\"god\""), ("\"exp\":1600", "\"exp\":\"1600\""),
        ("\"exp\":1600", "\"exp\":1e99"), ("\"exp\":1600", "\"exp\":1600.5"), (",\"exp\":1600", ""), ("\"sid\":\"s\",", ""),
        ("\"iat\":1000", "\"iat\":1000,\"iat\":1"),
    ])
    func `Claims that are missing, doubled or of another kind are refused`(_ change: (from: String, to: String)) {
        let payload = AccessTokenTests.payload.replacing(change.from, with: change.to)
        #expect(payload != AccessTokenTests.payload)
        #expect(UnverifiedToken(AccessTokenTests.token(AccessTokenTests.header, payload)) == nil)
    }

    @Test func `Texts that are no token at all are refused`() {
        let good = AccessTokenTests.token(AccessTokenTests.header, AccessTokenTests.payload)
        let texts = [
            "", ".", "..", "a.b.c", good + ".", "." + good, good + "=", good.replacing(".", with: ".."), good + String(repeating: "A", count: 4000),
            AccessTokenTests.token(AccessTokenTests.header, AccessTokenTests.payload, [1, 2, 3]), String(good.dropLast(2)),
        ]
        for text in texts { #expect(UnverifiedToken(text) == nil, "\(text.prefix(40))") }
    }

    @Test func `A token is good for ten minutes and not a second longer`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            server.clock.advance(.seconds(599))
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            server.clock.advance(.seconds(1))
            #expect(try await server.client.get("/api/v1/me", token: token).status == 401)
        }
    }

    @Test func `A token that promises too much or comes from the future is refused even with a good signature`() async throws {
        try await TestServer.run { server in
            let now = server.clock.now
            let read = try #require(UnverifiedToken(try await server.token()))
            let (_, key) = try await server.desk().write { try $0.currentSigningKey(at: now) }
            var long = read.claims
            long.expiresAt += 3600
            var early = read.claims
            (early.issuedAt, early.expiresAt) = (early.issuedAt + 300, early.expiresAt + 300)
            for claims in [long, early] {
                #expect(try await server.client.get("/api/v1/me", token: try claims.signed(keyID: read.keyID, sign: key.sign)).status == 401)
            }
            #expect(try await server.client.get("/api/v1/me", token: try read.claims.signed(keyID: read.keyID, sign: key.sign)).status == 200)
        }
    }
}
