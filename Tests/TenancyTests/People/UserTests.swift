import Brokerage
import Testing

@testable import Tenancy

@Suite struct UserTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let owner: UserID

    init() throws {
        temporary = try TemporaryTenant()
        owner = try temporary.file.write {
            try $0.insert(user: email("Owner@Example.com"), name: "O", role: .owner, passwordHash: "h", at: noon)
        }
    }

    @Test func aPersonIsFoundByAddressInAnyCase() throws {
        let user = try file.read { try $0.user(email("OWNER@example.COM")) }
        #expect(user?.id == owner)
        #expect(user?.email.rawValue == "owner@example.com")
        #expect(user?.permissions == Set(Permission.allCases))
        #expect(user?.passwordHash == "h")
        #expect(try file.read { try $0.users() } == [try file.read { try $0.user(owner) }])
    }

    @Test func anAddressIsGivenOnce() throws {
        let refusal = code {
            _ = try file.write { try $0.insert(user: email("owner@EXAMPLE.com"), name: "P", role: .analyst, passwordHash: "h", at: noon) }
        }
        #expect(refusal == .conflict)
    }

    @Test(arguments: ["", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a\n@b", "a@b\u{7F}", String(repeating: "a", count: 250) + "@b.cc"])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(EmailAddress(rawValue: text) == nil)
    }

    @Test func extraPermissionsStandBesideTheRole() throws {
        let id = try file.write {
            try $0.insert(user: email("a@b.c"), name: "A", role: .analyst, extra: [.readAudit, .editBooks], passwordHash: "h", at: noon)
        }
        #expect(try file.read { try $0.user(id) }.permissions == [.read, .readAudit, .editBooks])
        try file.write { try $0.update(user: id, name: "B", role: .dealer, extra: []) }
        #expect(try file.read { try $0.user(id) }.permissions == Role.dealer.permissions)
        #expect(try file.read { try $0.user(id) }.name == "B")
    }

    @Test func theLastOwnerCannotBeLost() throws {
        #expect(code { try file.write { try $0.setDisabled(user: owner, true, at: noon) } } == .conflict)
        #expect(code { try file.write { try $0.update(user: owner, name: "O", role: .analyst, extra: []) } } == .conflict)
        #expect(try file.read { try $0.user(owner) }.role == .owner)
        #expect(try file.read { try $0.user(owner) }.isDisabled == false)
    }

    @Test func aLockedOutPersonIsSignedOutAtOnce() throws {
        let id = try file.write { try $0.insert(user: email("a@b.c"), name: "A", role: .dealer, passwordHash: "h", at: noon) }
        let (session, token) = try file.write {
            try $0.startSession(of: id, address: "10.0.0.1", userAgent: "x", lifetime: SessionLifetime(), at: noon)
        }
        try file.write { try $0.setDisabled(user: id, true, at: noon) }
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) } == false)
        let outcome = try file.write {
            try $0.refreshSession(token: token, address: "10.0.0.1", userAgent: "x", lifetime: SessionLifetime(), at: noon)
        }
        #expect(outcome == .reused(id, family: session.family))
    }

    @Test func aNewPasswordEndsAllSignIns() throws {
        let (session, _) = try file.write {
            try $0.startSession(of: owner, address: "10.0.0.1", userAgent: "x", lifetime: SessionLifetime(), at: noon)
        }
        try file.write { try $0.setPassword(of: owner, hash: "new", at: noon) }
        #expect(try file.read { try $0.user(owner) }.passwordHash == "new")
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) } == false)
        #expect(code { try file.write { try $0.setPassword(of: UserID(99), hash: "x", at: noon) } } == .notFound)
    }

    @Test func aSignInIsRecorded() throws {
        try file.write { try $0.recordLogin(of: owner, at: noon) }
        #expect(try file.read { try $0.user(owner) }.lastLoginAt == noon)
    }
}
