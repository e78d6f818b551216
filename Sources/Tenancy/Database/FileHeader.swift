import Foundation

/// The first hundred bytes of an SQLite file, read without opening it as a database.
struct FileHeader {
    var applicationID: Int32
    var version: Int

    /// - Throws: ``TenancyError/Code/notFound`` when there is no file, ``TenancyError/Code/wrongFile`` when it is no database.
    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw TenancyError(.notFound, "There is no file \(path).") }
            throw TenancyError.system("The file \(path) cannot be opened.", errno)
        }
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        guard read(descriptor, &bytes, bytes.count) == bytes.count, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw TenancyError(.wrongFile, "\(path) is no database.")
        }
        func word(_ offset: Int) -> UInt32 { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
        applicationID = Int32(bitPattern: word(68))
        version = Int(Int32(bitPattern: word(60)))
    }
}
