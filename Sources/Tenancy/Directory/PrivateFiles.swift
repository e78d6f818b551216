import Foundation

/// Folders of mode 0700 and files of mode 0600, made durable.
public enum PrivateFiles {
    /// Makes a folder with those above it, or closes an existing one to others.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw TenancyError(.failed, "The folder \(path) cannot be made.", cause: error)
        }
        guard chmod(path, 0o700) == 0 else { throw TenancyError.system("The folder \(path) belongs to another user.", errno) }
    }

    /// Makes an empty file. - Throws: ``TenancyError/Code/conflict`` when it exists.
    static func makeFile(_ path: String, holding bytes: [UInt8] = []) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw TenancyError(.conflict, "The file \(path) exists already.") }
            throw TenancyError.system("The file \(path) cannot be made.", errno)
        }
        defer { _ = close(descriptor) }
        guard bytes.isEmpty || write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let fault = errno
            unlink(path)
            throw TenancyError.system("The file \(path) cannot be written.", fault)
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Bytes of a file.
    static func size(_ path: String) throws -> UInt64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw TenancyError.system("\(path) cannot be looked at.", errno) }
        return UInt64(clamping: status.st_size)
    }

    static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else { throw TenancyError.system("\(path) cannot be renamed to \(target).", errno) }
        try synchronizeFolder(of: target)
    }

    /// Removes a file or a folder with all in it.
    static func remove(_ path: String) throws {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw TenancyError(.failed, "\(path) cannot be removed.", cause: error)
        }
    }

    /// A new or renamed name survives a power cut only once its folder was flushed.
    static func synchronizeFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TenancyError.system("The folder \(folder) cannot be opened.", errno) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw TenancyError.system("The folder \(folder) cannot be flushed.", errno) }
    }
}

extension TenancyError {
    /// From an `errno` of the operating system.
    static func system(_ message: String, _ fault: Int32) -> TenancyError {
        let reason = String(cString: strerror(fault))
        let code: Code = fault == ENOSPC || fault == EDQUOT ? .diskFull : .failed
        return TenancyError(code, "\(message) (\(reason))", cause: SystemFault(number: fault))
    }
}

/// A refusal of the operating system.
struct SystemFault: Error, CustomStringConvertible {
    var number: Int32
    var description: String { "errno \(number), \(String(cString: strerror(number)))" }
}
