import Brokerage
import COpenSSL
import JSON
import Testing

@testable import Web

/// What an authenticator app does with the secret it is given.
struct TestAuthenticator: Sendable {
    let secret: [UInt8]

    /// - Parameter text: the secret in base32.
    init(_ text: String) throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (secret, word, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for character in text.utf8 {
            word = word << 5 | UInt32(try #require(alphabet.firstIndex(of: character)))
            bits += 5
            if bits >= 8 {
                bits -= 8
                secret.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        self.secret = secret
    }

    func code(at now: Timestamp) -> String {
        let message = withUnsafeBytes(of: (now.seconds / 30).bigEndian) { Array($0) }
        var (digest, count) = ([UInt8](repeating: 0, count: 20), UInt32(0))
        HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &digest, &count)
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return String(String(1_000_000 + number % 1_000_000).dropFirst())
    }

    /// Turns the second factor on for whoever the token belongs to. - Returns: the app and the recovery codes.
    static func enable(_ server: TestServer, _ token: String) async throws -> (app: TestAuthenticator, codes: [String]) {
        let prepared = try await server.client.post("/api/v1/auth/otp", json: #"{"password":"\#(TestServer.password)"}"#, token: token)
        let app = try TestAuthenticator(try #require(try prepared.json["secret"]?.string))
        let code = app.code(at: server.clock.now)
        let enabled = try await server.client.put("/api/v1/auth/otp", json: #"{"code":"\#(code)"}"#, token: token)
        return (app, try #require(try enabled.json["recovery_codes"]?.elements).compactMap(\.string))
    }
}
