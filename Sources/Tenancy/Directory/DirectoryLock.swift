import Foundation

/// Holds a folder for this process as long as the object lives. The kernel lets go when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TenancyError.system("The lock file \(path) cannot be opened.", errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = DirectoryLock.holder(descriptor)
            _ = Foundation.close(descriptor)
            throw TenancyError(.locked, "Another Veles process\(holder) uses this folder. Stop it, or choose another folder.")
        }
        self.descriptor = descriptor
        let note = "\(getpid())\n"
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, note, note.utf8.count, 0) == note.utf8.count else {
            let fault = errno
            _ = Foundation.close(descriptor)
            throw TenancyError.system("The lock file \(path) cannot be written.", fault)
        }
    }

    deinit { _ = Foundation.close(descriptor) }

    /// The process that wrote its number into the file, for the message only.
    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, let line = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first,
            let number = Int32(line)
        else { return "" }
        return " (\(number))"
    }
}
