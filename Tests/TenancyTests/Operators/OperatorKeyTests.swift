import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct OperatorKeyTests {
    let temporary: TemporaryTenant
    var control: ControlFile { temporary.state.control }

    init() throws { temporary = try TemporaryTenant() }

    @Test func aKeyIsKnownByItsTextAloneAndIsStoredAsADigest() throws {
        let (key, token) = try control.createOperatorKey(name: "ci", by: "root", at: noon)
        #expect(token.hasPrefix(key.prefix + "_") && key.prefix.hasPrefix("vo_"))
        #expect(try control.operatorKey(token: token, at: noon)?.id == key.id)
        let file = try contents(temporary.state.path + "/control.db") + (try contents(temporary.state.path + "/control.db-wal"))
        #expect(!file.contains(token.suffix(43)))
    }

    @Test func whatIsNoKeyOpensNothing() throws {
        let token = try control.createOperatorKey(name: "ci", by: "root", at: noon).token
        for wrong in ["", "vo_", "vo_00000000_", "vk" + token.dropFirst(2), String(token.dropLast()), token + "A", token.uppercased()] {
            #expect(try control.operatorKey(token: wrong, at: noon) == nil, "\(wrong)")
        }
    }

    @Test func aRevokedKeyOpensNothingAtOnce() throws {
        let (key, token) = try control.createOperatorKey(name: "ci", by: "root", at: noon)
        try control.revoke(operatorKey: key.id, at: noon)
        #expect(try control.operatorKey(token: token, at: noon) == nil)
        #expect(code { try control.revoke(operatorKey: key.id, at: noon) } == .notFound)
        #expect(try control.operatorKeys().map(\.revokedAt) == [noon])
    }

    @Test func itsLastUseIsNotedOnceAMinute() throws {
        let token = try control.createOperatorKey(name: "ci", by: "root", at: noon).token
        for seconds in [0, 30, 60, 61] { _ = try control.operatorKey(token: token, at: noon + .seconds(seconds)) }
        #expect(try control.operatorKeys().first?.lastUsedAt == noon + .seconds(60))
    }

    private func contents(_ path: String) throws -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
