import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct SigningKeyTests {
    private func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).map { offset in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16) ?? 0
        }
    }

    /// RFC 8032 section 7.1, test 2.
    @Test func aSignatureOfTheStandardIsReproduced() throws {
        let key = try Ed25519PrivateKey(seed: bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        #expect(try key.publicKey.bytes == bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        let expected = bytes(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        #expect(try key.sign([0x72]) == expected)
        #expect(try key.publicKey.verify(expected, of: [0x72]))
    }

    @Test func nothingElseVerifies() throws {
        let key = try Ed25519PrivateKey()
        let signature = try key.sign(Array("message".utf8))
        let publicKey = try key.publicKey
        #expect(publicKey.verify(signature, of: Array("message".utf8)))
        #expect(!publicKey.verify(signature, of: Array("massage".utf8)))
        for bit in 0..<(64 * 8) {
            var altered = signature
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!publicKey.verify(altered, of: Array("message".utf8)))
        }
        #expect(!publicKey.verify([], of: Array("message".utf8)))
        #expect(try !Ed25519PrivateKey().publicKey.verify(signature, of: Array("message".utf8)))
    }

    @Test(arguments: [0, 31, 33]) func aKeyOfTheWrongSizeIsRefused(size: Int) {
        #expect(code { _ = try Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: size)) } == .invalid)
        #expect(code { _ = try Ed25519PublicKey(bytes: [UInt8](repeating: 1, count: size)) } == .invalid)
    }

    @Test func theTenantsKeyIsMadeOnceAndKeptSealed() throws {
        let temporary = try TemporaryTenant()
        let (kid, key) = try temporary.file.write { try $0.currentSigningKey(at: noon) }
        try temporary.reopen()
        let (again, sameKey) = try temporary.file.write { try $0.currentSigningKey(at: noon) }
        #expect(again == kid)
        #expect(try sameKey.seed == key.seed)
        let file = try Data(contentsOf: URL(fileURLWithPath: temporary.databasePath))
        #expect(file.range(of: Data(try key.seed)) == nil)
    }

    @Test func aRetiredKeyStillVerifiesUntilItIsForgotten() throws {
        let temporary = try TemporaryTenant()
        let old = try temporary.file.write { try $0.currentSigningKey(at: noon) }
        let new = try temporary.file.write { try $0.rotateSigningKey(at: noon + .seconds(1)) }
        #expect(new.kid != old.kid)
        #expect(try temporary.file.write { try $0.currentSigningKey(at: noon) }.kid == new.kid)
        #expect(try temporary.file.read { try $0.signingKeys() }.map(\.kid) == [new.kid, old.kid])
        try temporary.file.write { try $0.purgeSigningKeys(retiredBefore: noon + .seconds(2)) }
        #expect(try temporary.file.read { try $0.signingKeys() }.map(\.kid) == [new.kid])
    }

    @Test func `A key that has signed for thirty days gives way to another, and the one before is forgotten a rotation later`() throws {
        let temporary = try TemporaryTenant()
        func current(day: Int) throws -> String { try temporary.file.write { try $0.currentSigningKey(at: noon + .seconds(day * 86_400)) }.kid }
        let first = try current(day: 0)
        #expect(try current(day: 29) == first)
        let second = try current(day: 30)
        #expect(second != first)
        #expect(try temporary.file.read { try $0.signingKeys() }.map(\.kid) == [second, first])
        let third = try current(day: 60)
        #expect(try temporary.file.read { try $0.signingKeys() }.map(\.kid) == [third, second])
    }
}
