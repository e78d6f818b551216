import Brokerage
import JSON
import Testing

@testable import Tenancy

/// What those may do who manage people, and what they may not.
@Suite struct ManagingTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let owner: UserID
    let boss: Manager

    init() throws {
        temporary = try TemporaryTenant()
        owner = try temporary.file.write { try $0.insert(user: email("owner@example.com"), name: "O", role: .owner, passwordHash: "h", at: noon) }
        let actor = Actor(kind: .user(owner), label: "owner@example.com", address: "10.0.0.1", requestID: "r-1")
        boss = Manager(actor: actor, permissions: Role.owner.permissions)
    }

    /// A program that may manage people and read, and nothing else.
    private var helper: Manager {
        Manager(actor: Actor(kind: .program(APIKeyID(1)), label: "vk_x", address: "", requestID: ""), permissions: [.read, .manageUsers])
    }

    private func invite(_ text: String, _ role: Role, by manager: Manager) throws -> User {
        try file.write { try $0.invite(email(text), name: "", role: role, by: manager, at: noon) }.user
    }

    @Test func `Nobody gives a role with more than they may do themselves`() throws {
        #expect(code { _ = try invite("a@b.c", .owner, by: helper) } == .forbidden)
        #expect(code { _ = try invite("a@b.c", .dealer, by: helper) } == .forbidden)
        let analyst = try invite("a@b.c", .analyst, by: helper)
        #expect(code { _ = try file.write { try $0.change(user: analyst.id, UserChange(role: .owner), by: helper, at: noon) } } == .forbidden)
        #expect(try file.read { try $0.user(analyst.id) }.role == .analyst)
    }

    @Test func `Nobody touches a person who may do more than they may themselves`() throws {
        let other = try invite("b@b.c", .owner, by: boss)
        let attempts: [(TenantWriter) throws -> Void] = [
            { _ = try $0.change(user: owner, UserChange(isDisabled: true), by: helper, at: noon) },
            { _ = try $0.change(user: owner, UserChange(role: .analyst), by: helper, at: noon) },
            { _ = try $0.makeLink(for: owner, by: helper, at: noon) }, { try $0.resetOTP(of: owner, by: helper, at: noon) },
            { try $0.endSessions(of: owner, by: helper, at: noon) }, { try $0.withdraw(invitationOf: other.id, by: helper, at: noon) },
            { try $0.setPassword(of: owner, hash: "x", by: helper, at: noon) },
        ]
        for attempt in attempts { #expect(code { try file.write(attempt) } == .forbidden) }
        #expect(try file.read { try $0.user(owner) }.passwordHash == "h")
    }

    @Test func `The last active owner cannot be disabled or given another role; one who was only invited does not count`() throws {
        _ = try invite("b@b.c", .owner, by: boss)
        for change in [UserChange(isDisabled: true), UserChange(role: .dealer)] {
            #expect(code { _ = try file.write { try $0.change(user: owner, change, by: boss, at: noon) } } == .conflict)
        }
        #expect(try file.read { try $0.user(owner) }.isActiveOwner)
    }

    @Test func `Only an invitation that is open can be taken back`() throws {
        let invited = try invite("b@b.c", .dealer, by: boss)
        try file.write { try $0.withdraw(invitationOf: invited.id, by: boss, at: noon) }
        #expect(code { _ = try file.read { try $0.user(invited.id) } } == .notFound)
        #expect(code { try file.write { try $0.withdraw(invitationOf: owner, by: boss, at: noon) } } == .conflict)
        #expect(code { try file.write { try $0.withdraw(invitationOf: UserID(99), by: boss, at: noon) } } == .notFound)
    }

    @Test func `Each change stands in the audit trail with who made it and how it was before`() throws {
        let user = try invite("b@b.c", .dealer, by: boss)
        try file.write { _ = try $0.change(user: user.id, UserChange(name: "Bea", role: .analyst), by: boss, at: noon) }
        let entries = try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }
        #expect(entries.map(\.action) == ["user.change", "user.invite"])
        #expect(entries[0].actor == boss.actor)
        #expect(entries[0].subject == user.subject)
        let (before, after) = (try JSONValue(parsing: (entries[0].before ?? "").utf8), try JSONValue(parsing: (entries[0].after ?? "").utf8))
        #expect((before["role"], after["role"], after["name"]) == (.string("dealer"), .string("analyst"), .string("Bea")))
    }

    @Test func `A change that changes nothing leaves no entry`() throws {
        try file.write { _ = try $0.change(user: owner, UserChange(name: "O", role: .owner, isDisabled: false), by: boss, at: noon) }
        #expect(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.isEmpty)
    }
}
