import Brokerage
import Foundation
import Synchronization
import Testing

@testable import Tenancy

@Suite struct SessionTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let user: UserID
    let lifetime = SessionLifetime(idle: .seconds(100), absolute: .seconds(250))

    init() throws {
        temporary = try TemporaryTenant()
        user = try temporary.file.write {
            try $0.insert(user: email("a@b.c"), name: "A", role: .owner, passwordHash: "h", at: noon)
        }
    }

    private func start() throws -> (session: UserSession, token: String) {
        try file.write { try $0.startSession(of: user, address: "10.0.0.1", userAgent: "Browser", lifetime: lifetime, at: noon) }
    }

    private func refresh(_ token: String, after seconds: Int) throws -> RefreshOutcome {
        try file.write {
            try $0.refreshSession(token: token, address: "10.0.0.2", userAgent: "Browser", lifetime: lifetime, at: noon + .seconds(seconds))
        }
    }

    private func rotated(_ token: String, after seconds: Int) throws -> (session: UserSession, token: String) {
        guard case .rotated(let session, let next) = try refresh(token, after: seconds) else {
            throw TenancyError(.invalid, "The token was not rotated.")
        }
        return (session, next)
    }

    @Test func aTokenIsSpentByItsUse() throws {
        let first = try start()
        let second = try rotated(first.token, after: 10)
        #expect(second.token != first.token)
        #expect(second.session.family == first.session.family)
        #expect(second.session.createdAt == noon)
        #expect(second.session.address == "10.0.0.2")
        #expect(try file.read { try $0.sessions(of: user, at: noon + .seconds(10)) }.map(\.id) == [second.session.id])
        _ = try rotated(second.token, after: 20)
    }

    @Test func aSpentTokenEndsTheWholeSignIn() throws {
        let first = try start()
        let second = try rotated(first.token, after: 10)
        let other = try start()
        #expect(try refresh(first.token, after: 11) == .reused(user, family: first.session.family))
        #expect(try refresh(second.token, after: 12) == .reused(user, family: first.session.family))
        #expect(try file.read { try $0.isLive(family: first.session.family, at: noon) } == false)
        #expect(try file.read { try $0.isLive(family: other.session.family, at: noon) })
    }

    @Test func anIdleSignInRunsOut() throws {
        let first = try start()
        #expect(try refresh(first.token, after: 100) == .refused)
        #expect(try file.read { try $0.isLive(family: first.session.family, at: noon + .seconds(100)) } == false)
    }

    @Test func noUseMakesASignInLastForEver() throws {
        var token = try start().token
        for seconds in [90, 180, 240] { token = try rotated(token, after: seconds).token }
        #expect(try refresh(token, after: 250) == .refused)
    }

    @Test(arguments: ["", "x", String(repeating: "A", count: 43), String(repeating: "é", count: 100_000)])
    func anUnknownTokenIsRefused(token: String) throws {
        #expect(try refresh(token, after: 0) == .refused)
        try file.write { try $0.endSession(token: token, at: noon) }
    }

    @Test func signingOutEndsTheSignIn() throws {
        let first = try start()
        try file.write { try $0.endSession(token: first.token, at: noon) }
        #expect(try file.read { try $0.sessions(of: user, at: noon) } == [])
    }

    @Test func noTokenStandsInTheFile() throws {
        let token = try start().token
        try file.checkpoint()
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath + suffix))
            #expect(bytes.range(of: Data(token.utf8)) == nil)
        }
    }

    @Test func whatHasRunOutIsForgotten() throws {
        _ = try start()
        try file.write { try $0.purgeSessions(at: noon + .seconds(101)) }
        #expect(try file.read { try $0.db.row("SELECT count(*) FROM user_sessions") { $0.int() } } == 0)
    }

    @Test func `A sign-in is ended by any of the rows that its refreshes left`() throws {
        let first = try start()
        let second = try rotated(first.token, after: 10)
        let other = try start()
        #expect(try file.read { try $0.family(ofSession: first.session.id, of: user) } == first.session.family)
        #expect(try file.read { try $0.family(ofSession: first.session.id, of: UserID(99)) } == nil)
        #expect(try file.write { try $0.revokeSession(family: second.session.family, at: noon) })
        #expect(try file.write { try $0.revokeSession(family: second.session.family, at: noon) } == false)
        #expect(try file.read { try $0.sessions(of: user, at: noon) }.map(\.family) == [other.session.family])
    }

    @Test func `All sign-ins but one are ended, and each that was is told`() throws {
        let (kept, first, second) = (try start(), try start(), try start())
        let told = Told()
        file.whenRevoked { told.note($0) }
        try file.write { try $0.revokeSessions(of: user, keeping: kept.session.family, at: noon) }
        #expect(try file.read { try $0.sessions(of: user, at: noon) }.map(\.family) == [kept.session.family])
        #expect(Set(told.all.map(String.init(describing:))) == Set([first, second].map { "\(Revocation.session(family: $0.session.family))" }))
    }

    @Test func `What a failed transaction took back is not told`() throws {
        let session = try start().session
        let told = Told()
        file.whenRevoked { told.note($0) }
        #expect(throws: TenancyError.self) {
            try file.write {
                try $0.revokeSession(family: session.family, at: noon)
                throw TenancyError(.conflict, "It was not to be.")
            }
        }
        #expect(told.all == [])
        #expect(try file.read { try $0.isLive(family: session.family, at: noon) })
    }
}

/// What listeners were told.
final class Told: Sendable {
    private let revoked = Mutex<[Revocation]>([])

    var all: [Revocation] { revoked.withLock { $0 } }
    func note(_ more: [Revocation]) { revoked.withLock { $0 += more } }
}
