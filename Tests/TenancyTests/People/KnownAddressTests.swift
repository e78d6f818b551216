import Brokerage
import Testing

@testable import Tenancy

@Suite struct KnownAddressTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let user: UserID

    init() throws {
        temporary = try TemporaryTenant()
        user = try temporary.file.write { try $0.insert(user: email("a@b.c"), name: "A", role: .owner, passwordHash: "h", at: noon) }
    }

    private func isKnown(_ address: String, of user: UserID? = nil, at now: Timestamp = noon) throws -> Bool {
        try file.read { try $0.isKnown(address: address, of: user ?? self.user, at: now) }
    }

    @Test func `An address is known of one person, for ninety days from the last sign-in`() throws {
        try file.write { try $0.noteKnown(address: "192.0.2.1/32", of: user, at: noon) }
        #expect(try isKnown("192.0.2.1/32"))
        #expect(try !isKnown("192.0.2.2/32"))
        #expect(try !isKnown("192.0.2.1/32", of: UserID(99)))
        #expect(try isKnown("192.0.2.1/32", at: noon + .seconds(90 * 86_400 - 1)))
        #expect(try !isKnown("192.0.2.1/32", at: noon + .seconds(90 * 86_400)))
    }

    @Test func `Twenty addresses are remembered; the one unused for longest goes first`() throws {
        for number in 0..<25 { try file.write { try $0.noteKnown(address: "a\(number)", of: user, at: noon + .seconds(number)) } }
        #expect(try (0..<25).filter { try isKnown("a\($0)", at: noon + .seconds(30)) } == Array(5..<25))
    }
}
