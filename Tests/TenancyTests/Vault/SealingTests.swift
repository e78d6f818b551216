import Foundation
import Testing

@testable import Tenancy

@Suite struct SealingTests {
    @Test(arguments: [0, 1, 15, 16, 17, 4096]) func whatIsSealedOpensAgain(size: Int) throws {
        let (plain, key) = (try SecureRandom.bytes(size), try SecureRandom.bytes(32))
        let sealed = try Sealing.seal(plain, key: key, binding: [1, 2])
        #expect(sealed.count == size + 29)
        #expect(try Sealing.open(sealed, key: key, binding: [1, 2]) == plain)
    }

    @Test func theSameTextIsNeverSealedTheSameWay() throws {
        let key = try SecureRandom.bytes(32)
        let sealed = try (0..<100).map { _ in try Sealing.seal(Array("secret".utf8), key: key, binding: []) }
        #expect(Set(sealed).count == 100)
    }

    @Test func everyFlippedBitIsRefused() throws {
        let key = try SecureRandom.bytes(32)
        let sealed = try Sealing.seal(Array("a password".utf8), key: key, binding: [7])
        for bit in 0..<(sealed.count * 8) {
            var altered = sealed
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(code { _ = try Sealing.open(altered, key: key, binding: [7]) } == .sealBroken)
        }
    }

    @Test func everyShortenedValueIsRefused() throws {
        let key = try SecureRandom.bytes(32)
        let sealed = try Sealing.seal(Array("a password".utf8), key: key, binding: [7])
        for count in 0..<sealed.count {
            #expect(code { _ = try Sealing.open(Array(sealed.prefix(count)), key: key, binding: [7]) } == .sealBroken)
        }
    }

    @Test func anotherKeyOrPlaceDoesNotOpenIt() throws {
        let vault = TenantVault(uid: "aa", dataKey: try SecureRandom.bytes(32))
        let sealed = try vault.seal([1, 2, 3], table: "api_connections", row: "12")
        #expect(try vault.open(sealed, table: "api_connections", row: "12") == [1, 2, 3])
        #expect(code { _ = try vault.open(sealed, table: "api_connections", row: "1") } == .sealBroken)
        #expect(code { _ = try vault.open(sealed, table: "api_connections1", row: "2") } == .sealBroken)
        let stranger = TenantVault(uid: "aa", dataKey: try SecureRandom.bytes(32))
        #expect(code { _ = try stranger.open(sealed, table: "api_connections", row: "12") } == .sealBroken)
    }
}
