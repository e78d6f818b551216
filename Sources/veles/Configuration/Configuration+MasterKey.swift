import Foundation
import Tenancy

extension Configuration {
    /// Where the master key comes from: the configuration, else a credential of systemd, else the state directory.
    func masterKey(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> MasterKeySource {
        switch (self["keys", "master_key_file"], self["keys", "master_passphrase_file"]) {
        case ("", ""): return Configuration.credential(environment) ?? .stateDirectory
        case (let file, ""): return .file(file)
        case ("", let file): return .passphrase(file: file)
        default: throw VerbFailure("keys.master_key_file and keys.master_passphrase_file are both set: leave one out")
        }
    }

    private static func credential(_ environment: [String: String]) -> MasterKeySource? {
        guard let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return nil }
        let (key, passphrase) = ("\(folder)/master.key", "\(folder)/master.passphrase")
        if FileManager.default.fileExists(atPath: key) { return .file(key) }
        return FileManager.default.fileExists(atPath: passphrase) ? .passphrase(file: passphrase) : nil
    }
}
