import Foundation

/// Reads the files that hold a master key or a passphrase. Nobody but their owner may read them.
enum MasterKeyFile {
    /// The key in a file. - Throws: ``TenancyError/Code/keyUnreadable`` unless it is exactly 32 bytes.
    static func read(_ path: String) throws -> [UInt8] {
        let bytes = try bytes(path, atMost: Sealing.keySize + 1)
        guard bytes.count == Sealing.keySize else {
            throw TenancyError(.keyUnreadable, "The master key \(path) must be exactly \(Sealing.keySize) bytes. Restore it from a safe copy.")
        }
        return bytes
    }

    /// The first line of a file.
    static func passphrase(_ path: String) throws -> String {
        let line = String(decoding: try bytes(path, atMost: 4096), as: UTF8.self).prefix { !$0.isNewline }
        guard line.utf8.count >= 12 else {
            throw TenancyError(.keyUnreadable, "The passphrase in \(path) must have at least 12 bytes on its first line.")
        }
        return String(line)
    }

    static func bytes(_ path: String, atMost limit: Int) throws -> [UInt8] {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw TenancyError(.keyUnreadable, "The key file \(path) cannot be opened.", cause: SystemFault(number: errno))
        }
        defer { _ = Foundation.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 || isCredential(path) else {
            throw TenancyError(.keyUnreadable, "Other users of this machine may read \(path). Run: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw TenancyError(.keyUnreadable, "The key file \(path) cannot be read.", cause: SystemFault(number: errno)) }
        return Array(bytes.prefix(count))
    }

    /// systemd guards its credentials by the folder and by access lists, which show as modes of the group.
    private static func isCredential(_ path: String) -> Bool {
        guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return false }
        return path.hasPrefix(folder + "/")
    }
}
