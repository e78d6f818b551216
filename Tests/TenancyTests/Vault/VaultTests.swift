import Foundation
import Testing

@testable import Tenancy

@Suite struct VaultTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/master.key"
    }

    @Test func aMissingKeyIsMadeForItsOwnerAlone() throws {
        _ = try Vault(masterKeyFile: path)
        #expect(mode(path) == 0o600)
        #expect(FileManager.default.contents(atPath: path)?.count == 32)
    }

    @Test func aKeyIsReadAgain() throws {
        let sealed = try Vault(masterKeyFile: path).makeDataKey(for: "u")
        _ = try Vault(masterKeyFile: path).open(dataKey: sealed, of: "u")
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o666, 0o601]) func aKeyThatOthersMayTouchIsRefused(permissions: Int) throws {
        _ = try Vault(masterKeyFile: path)
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        #expect(code { _ = try Vault(masterKeyFile: path) } == .keyUnreadable)
    }

    @Test(arguments: [0, 31, 33, 64]) func aKeyOfTheWrongSizeIsRefused(size: Int) throws {
        try PrivateFiles.makeFile(path, holding: [UInt8](repeating: 1, count: size))
        #expect(code { _ = try Vault(masterKeyFile: path) } == .keyUnreadable)
    }

    @Test func aDataKeyOpensForItsTenantAndMasterKeyOnly() throws {
        let vault = try Vault(masterKeyFile: path)
        let sealed = try vault.makeDataKey(for: "one")
        #expect(code { _ = try vault.open(dataKey: sealed, of: "two") } == .sealBroken)
        let other = try Vault(masterKeyFile: folder.path + "/other.key")
        #expect(code { _ = try other.open(dataKey: sealed, of: "one") } == .sealBroken)
    }
}
