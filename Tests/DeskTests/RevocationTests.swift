import Brokerage
import Desk
import Synchronization
import Tenancy
import Testing

struct RevocationTests {
    /// A person who is signed in. - Returns: the sign-in.
    private func signIn(_ email: String, at test: TestDesk) async throws -> String {
        let (now, address) = (test.now, try #require(EmailAddress(rawValue: email)))
        return try await test.desk().write { writer in
            let user = try writer.insert(user: address, name: "", role: .owner, passwordHash: "h", at: now)
            return try writer.startSession(of: user, address: "", userAgent: "", lifetime: SessionLifetime(), at: now).session.family
        }
    }

    @Test func `Those who believe in tokens are told what is taken back, also after the tenant was closed and opened again`() async throws {
        let test = try TestDesk()
        let told = Told()
        test.desks.revocations.listen { [slug = test.slug] tenant, revoked in if tenant == slug { told.note(revoked) } }
        let (first, second, now) = (try await signIn("a@b.c", at: test), try await signIn("b@b.c", at: test), test.now)
        _ = try await test.desk().write { try $0.revokeSession(family: first, at: now) }
        #expect(told.all == [.session(family: first)])
        _ = try await test.reopened().write { try $0.revokeSession(family: second, at: now) }
        #expect(told.all == [.session(family: first), .session(family: second)])
        try await test.end()
    }

    @Test func `Suspending a tenant takes everything of it back`() async throws {
        let test = try TestDesk()
        _ = try await test.desk()
        let told = Told()
        test.desks.revocations.listen { _, revoked in told.note(revoked) }
        try await test.desks.suspend(test.slug, by: TestDesk.administrator)
        #expect(told.all == [.everything])
        try await test.end()
    }
}

/// What listeners were told.
private final class Told: Sendable {
    private let revoked = Mutex<[Revocation]>([])

    var all: [Revocation] { revoked.withLock { $0 } }
    func note(_ more: [Revocation]) { revoked.withLock { $0 += more } }
}
