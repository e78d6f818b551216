import Brokerage
import Testing

@testable import Tenancy

@Suite struct APIKeyTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }

    init() throws { temporary = try TemporaryTenant() }

    private func create(expiresAt: Timestamp? = nil) throws -> (key: APIKey, token: String) {
        try file.write { try $0.createAPIKey(name: "Agent", role: .riskManager, expiresAt: expiresAt, at: noon) }
    }

    @Test func aKeyIsKnownByItsWholeText() throws {
        let (key, token) = try create()
        #expect(token.hasPrefix(key.prefix + "_"))
        #expect(key.prefix.utf8.count == 11)
        #expect(token.utf8.count == 55)
        #expect(try file.read { try $0.apiKey(token: token, at: noon) } == key)
        #expect(try file.read { try $0.apiKeys() } == [key])
    }

    @Test func everyOtherTextIsRefused() throws {
        let (key, token) = try create()
        let last = token.last == "A" ? "B" : "A"
        let short = String(token.dropLast())
        let wrong = ["", "vk_", key.prefix, key.prefix + "_", short, token + "A", short + last, "Bearer " + token]
        for text in wrong { #expect(try file.read { try $0.apiKey(token: text, at: noon) } == nil) }
    }

    @Test func aKeyRunsOut() throws {
        let (_, token) = try create(expiresAt: noon + .seconds(10))
        #expect(try file.read { try $0.apiKey(token: token, at: noon + .seconds(9)) } != nil)
        #expect(try file.read { try $0.apiKey(token: token, at: noon + .seconds(10)) } == nil)
    }

    @Test func aRevokedKeyIsRefusedAndStaysListed() throws {
        let (key, token) = try create()
        try file.write { try $0.revoke(apiKey: key.id, at: noon) }
        #expect(try file.read { try $0.apiKey(token: token, at: noon) } == nil)
        #expect(try file.read { try $0.apiKeys() }.map(\.revokedAt) == [noon])
        #expect(code { try file.write { try $0.revoke(apiKey: key.id, at: noon) } } == .notFound)
    }

    @Test func useIsRecordedOnceAMinute() throws {
        let (key, _) = try create()
        for seconds in [0, 30, 59, 60, 100] { try file.write { try $0.recordUse(of: key.id, at: noon + .seconds(seconds)) } }
        #expect(try file.read { try $0.apiKeys() }.map(\.lastUsedAt) == [noon + .seconds(60)])
    }
}
