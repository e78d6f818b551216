import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct AccessLinkTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let manager = Manager.administrator(Actor(kind: .administrator, label: "root", address: "", requestID: ""))

    init() throws {
        temporary = try TemporaryTenant()
        try temporary.file.write { _ = try $0.insert(user: email("owner@example.com"), name: "O", role: .owner, passwordHash: "h", at: noon) }
    }

    private func invite(_ text: String = "new@example.com") throws -> (user: User, link: AccessLink, secret: String) {
        try file.write { try $0.invite(email(text), name: "", role: .dealer, by: manager, at: noon) }
    }

    private func accept(_ secret: String, name: String? = nil, at now: Timestamp = noon) throws -> User? {
        try file.write { try $0.accept(link: secret, passwordHash: "new", name: name, address: "10.0.0.1", requestID: "r", at: now) }
    }

    @Test func `An invitation is good once, for seven days, and gives name and password`() throws {
        let (user, link, secret) = try invite()
        #expect(user.isInvited && user.passwordHash == nil)
        #expect(link.kind == .invitation && link.expiresAt == noon + .seconds(7 * 86_400))
        #expect(try file.read { try $0.link(secret, at: noon) }?.user == user)
        #expect(try accept("x" + secret.dropFirst()) == nil)
        let accepted = try #require(try accept(secret, name: "Nina New"))
        #expect(accepted.name == "Nina New" && accepted.passwordHash == "new" && !accepted.isInvited)
        #expect(try accept(secret) == nil)
        #expect(try file.read { try $0.link(secret, at: noon) } == nil)
    }

    @Test func `A link that has run out lets nobody in`() throws {
        let secret = try invite().secret
        #expect(try accept(secret, at: noon + .seconds(7 * 86_400)) == nil)
        #expect(try accept(secret, at: noon + .seconds(7 * 86_400 - 1)) != nil)
    }

    @Test func `A reset is good for an hour, ends all sign-ins and leaves the name`() throws {
        let user = try #require(try accept(invite().secret, name: "N"))
        let session = try file.write {
            try $0.startSession(of: user.id, address: "10.0.0.1", userAgent: "", lifetime: SessionLifetime(), at: noon)
        }.session
        let (_, link, secret) = try file.write { try $0.makeLink(for: user.id, by: manager, at: noon) }
        #expect(link.kind == .reset && link.expiresAt == noon + .seconds(3600))
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) })
        #expect(try accept(secret, name: "Other")?.name == "N")
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) } == false)
    }

    @Test func `A new link takes the place of the one before`() throws {
        let (user, _, first) = try invite()
        let second = try file.write { try $0.makeLink(for: user.id, by: manager, at: noon) }.secret
        #expect(try accept(first) == nil)
        #expect(try accept(second) != nil)
    }

    @Test func `Someone who is disabled has no link and gets none`() throws {
        let (user, _, secret) = try invite()
        try file.write { _ = try $0.change(user: user.id, UserChange(isDisabled: true), by: manager, at: noon) }
        #expect(try accept(secret) == nil)
        #expect(code { _ = try file.write { try $0.makeLink(for: user.id, by: manager, at: noon) } } == .conflict)
        try file.write { _ = try $0.change(user: user.id, UserChange(isDisabled: false), by: manager, at: noon) }
        #expect(try accept(secret) == nil)
    }

    @Test func `No secret of a link stands in the file or in the audit trail`() throws {
        let secret = try invite().secret
        try file.checkpoint()
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath + suffix))
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
    }

    @Test(arguments: ["", ".", "acme", "acme.", ".x", "../x.y", "ACME.x", "a b.c", String(repeating: "a", count: 300) + ".b"])
    func `What is no token of a tenant is refused`(text: String) {
        #expect(TenantToken(text) == nil)
    }

    @Test func `A token of a tenant reads back as it was written, dots and all`() throws {
        let token = TenantToken(tenant: try slug("acme"), secret: "a.b-_c")
        #expect(TenantToken(token.text) == token)
    }
}
