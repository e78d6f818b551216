import Brokerage
import Testing

@testable import Tenancy

@Suite struct APIKeyTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }

    init() throws { temporary = try TemporaryTenant() }

    private func create(
        scopes: Set<Permission>? = nil, from networks: [String] = [], expiresAt: Timestamp? = nil, by manager: Manager = .administrator(.system)
    ) throws -> (key: APIKey, token: String) {
        let prefix = try temporary.state.control.reserveKeyPrefix(of: temporary.tenant.slug)
        let draft = APIKeyDraft(
            prefix: prefix, name: "Agent", role: .riskManager, scopes: scopes, allowedAddresses: networks.compactMap(AddressRange.init),
            expiresAt: expiresAt)
        return try file.write { try $0.create(apiKey: draft, by: manager, at: noon) }
    }

    @Test func `A key is known by its whole text`() throws {
        let (key, token) = try create()
        #expect(token.hasPrefix(key.prefix + "_"))
        #expect(key.prefix.utf8.count == 11)
        #expect(token.utf8.count == 55)
        #expect(try file.read { try $0.apiKey(token: token, at: noon) } == key)
        #expect(try file.read { try $0.apiKeys() } == [key])
        #expect(key.scopes == Role.riskManager.permissions)
        #expect(key.createdBy == "veles")
    }

    @Test func `Every other text is refused`() throws {
        let (key, token) = try create()
        let last = token.last == "A" ? "B" : "A"
        let short = String(token.dropLast())
        let wrong = ["", "vk_", key.prefix, key.prefix + "_", short, token + "A", short + last, "Bearer " + token]
        for text in wrong { #expect(try file.read { try $0.apiKey(token: text, at: noon) } == nil) }
    }

    @Test func `A key runs out`() throws {
        let (_, token) = try create(expiresAt: noon + .seconds(10))
        #expect(try file.read { try $0.apiKey(token: token, at: noon + .seconds(9)) } != nil)
        #expect(try file.read { try $0.apiKey(token: token, at: noon + .seconds(10)) } == nil)
    }

    @Test func `A revoked key is refused and stays listed`() throws {
        let (key, token) = try create()
        try file.write { try $0.revoke(apiKey: key.id, by: .system, at: noon) }
        #expect(try file.read { try $0.apiKey(token: token, at: noon) } == nil)
        #expect(try file.read { try $0.apiKeys() }.map(\.revokedAt) == [noon])
        #expect(code { try file.write { try $0.revoke(apiKey: key.id, by: .system, at: noon) } } == .notFound)
    }

    @Test func `Use is recorded once a minute, with the address`() throws {
        let (key, _) = try create()
        for seconds in [0, 30, 59, 60, 100] {
            try file.write { try $0.recordUse(of: key.id, from: "192.0.2.\(seconds)", at: noon + .seconds(seconds)) }
        }
        let used = try file.read { try $0.apiKey(key.id) }
        #expect(used.lastUsedAt == noon + .seconds(60))
        #expect(used.lastUsedAddress == "192.0.2.60")
        #expect(try file.read { $0.isUseToBeRecorded(of: used, at: noon + .seconds(119)) } == false)
        #expect(try file.read { $0.isUseToBeRecorded(of: used, at: noon + .seconds(120)) })
    }

    @Test func `Nobody makes a key that may do more than they may themselves`() throws {
        let manager = Manager(actor: .system, permissions: [.read, .manageUsers])
        #expect(code { _ = try create(scopes: [.read, .ingest], by: manager) } == .forbidden)
        #expect(try create(scopes: [.read], by: manager).key.scopes == [.read])
    }

    @Test func `A key with an allow-list may be used from there and nowhere else`() throws {
        let (key, _) = try create(from: ["10.0.0.0/8", "2001:db8::/32"])
        #expect(try file.read { try $0.apiKey(key.id) }.allowedAddresses == key.allowedAddresses)
        for address in ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8::1"] { #expect(key.allowedAddresses.admits(address), "\(address)") }
        for address in ["11.0.0.1", "2001:db9::1", "", "::1", "10.0.0.1:80", "name"] { #expect(!key.allowedAddresses.admits(address), "\(address)") }
        #expect(try create().key.allowedAddresses.admits(""))
    }
}
