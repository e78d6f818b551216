import Foundation
import Testing

@testable import Tenancy

@Suite struct VaultTests {
    let folder: TemporaryFolder
    var path: String { folder.path + "/master.key" }

    init() throws { folder = try TemporaryFolder() }

    private func vault(_ source: MasterKeySource = .stateDirectory, makesKey: Bool = true) throws -> Vault {
        try Vault(folder: folder.path, source: source, makesKey: makesKey)
    }

    @Test func aMissingKeyIsMadeForItsOwnerAlone() throws {
        _ = try vault()
        #expect(mode(path) == 0o600)
        #expect(FileManager.default.contents(atPath: path)?.count == 32)
    }

    @Test func aMissingKeyIsNotMadeAnewWhereTenantsAreSealedWithIt() throws {
        #expect(code { _ = try vault(makesKey: false) } == .keyUnreadable)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aKeyIsReadAgain() throws {
        let sealed = try vault().makeDataKey(for: "u")
        _ = try vault().open(dataKey: sealed, of: "u")
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o666, 0o601]) func aKeyThatOthersMayTouchIsRefused(permissions: Int) throws {
        _ = try vault()
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        #expect(code { _ = try vault() } == .keyUnreadable)
    }

    @Test(arguments: [0, 31, 33, 64]) func aKeyOfTheWrongSizeIsRefused(size: Int) throws {
        try PrivateFiles.makeFile(path, holding: [UInt8](repeating: 1, count: size))
        #expect(code { _ = try vault() } == .keyUnreadable)
    }

    @Test func aDataKeyOpensForItsTenantAndMasterKeyOnly() throws {
        let sealed = try vault().makeDataKey(for: "one")
        #expect(code { _ = try vault().open(dataKey: sealed, of: "two") } == .sealBroken)
        let elsewhere = try TemporaryFolder()
        let other = try Vault(folder: elsewhere.path)
        #expect(code { _ = try other.open(dataKey: sealed, of: "one") } == .sealBroken)
    }

    // MARK: Change of the key

    @Test func aChangeSealsAnewWhatTheOldKeySealed() throws {
        let (vault, before) = (try vault(), FileManager.default.contents(atPath: path))
        let old = try vault.makeDataKey(for: "u")
        try vault.beginChange()
        #expect(vault.isChanging)
        _ = try vault.open(dataKey: old, of: "u")
        let new = try #require(try vault.reseal(dataKey: old, of: "u"))
        #expect(try vault.reseal(dataKey: new, of: "u") == nil)
        try vault.finishChange()
        #expect(!vault.isChanging)
        #expect(FileManager.default.contents(atPath: path) != before)
        _ = try vault.open(dataKey: new, of: "u")
        #expect(code { _ = try vault.open(dataKey: old, of: "u") } == .sealBroken)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.key"])
    }

    @Test func aChangeThatWasBrokenOffOpensBothAndGoesOn() throws {
        let first = try vault()
        let old = try first.makeDataKey(for: "u")
        try first.beginChange()
        let new = try #require(try first.reseal(dataKey: old, of: "u"))
        // As after a kill: nothing but the files is left.
        let second = try vault()
        #expect(second.isChanging)
        for sealed in [old, new] { _ = try second.open(dataKey: sealed, of: "u") }
        try second.beginChange()
        #expect(try second.reseal(dataKey: new, of: "u") == nil, "the change goes on with the same key")
        try second.finishChange()
        _ = try vault().open(dataKey: new, of: "u")
        #expect(mode(path) == 0o600)
    }

    // MARK: Other sources

    @Test func aKeyFileElsewhereIsUsedAndChanged() throws {
        let elsewhere = try TemporaryFolder()
        let file = elsewhere.path + "/veles.key"
        #expect(code { _ = try vault(.file(file)) } == .keyUnreadable, "a wrong path must not make a key")
        try PrivateFiles.makeFile(file, holding: [UInt8](repeating: 7, count: 32))
        let sealed = try vault(.file(file)).makeDataKey(for: "u")
        let other = try vault(.file(file))
        try other.beginChange()
        let anew = try #require(try other.reseal(dataKey: sealed, of: "u"))
        try other.finishChange()
        _ = try vault(.file(file)).open(dataKey: anew, of: "u")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aPassphraseMakesTheSameKeyEachTimeAndAWrongOneIsSaidToBeWrong() throws {
        let passphrase = folder.path + "/passphrase"
        try PrivateFiles.makeFile(passphrase, holding: Array("correct horse battery\n".utf8))
        let sealed = try vault(.passphrase(file: passphrase)).makeDataKey(for: "u")
        let again = try vault(.passphrase(file: passphrase), makesKey: false)
        _ = try again.open(dataKey: sealed, of: "u")
        try again.beginChange()
        let anew = try #require(try again.reseal(dataKey: sealed, of: "u"))
        try again.finishChange()
        _ = try vault(.passphrase(file: passphrase)).open(dataKey: anew, of: "u")
        try PrivateFiles.remove(passphrase)
        try PrivateFiles.makeFile(passphrase, holding: Array("correct horse batterz\n".utf8))
        let refusal = #expect(throws: TenancyError.self) { _ = try vault(.passphrase(file: passphrase)) }
        #expect(refusal?.code == .keyUnreadable && refusal?.message.contains("passphrase") == true)
        #expect(refusal?.message.contains("horse") == false)
    }

    @Test func aKeyInTheStateDirectoryGoesOnOpeningUntilAllIsSealedByTheNewSource() throws {
        let sealed = try vault().makeDataKey(for: "u")
        let passphrase = folder.path + "/passphrase"
        try PrivateFiles.makeFile(passphrase, holding: Array("correct horse battery\n".utf8))
        let moving = try vault(.passphrase(file: passphrase), makesKey: false)
        #expect(moving.isChanging)
        try moving.beginChange()
        let anew = try #require(try moving.reseal(dataKey: sealed, of: "u"))
        try moving.finishChange()
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try vault(.passphrase(file: passphrase), makesKey: false).open(dataKey: anew, of: "u")
    }
}
