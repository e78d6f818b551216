import Foundation

extension PrivateFiles {
    /// Writes a file of mode 0600 whole or not at all: beside it first, then renamed over it, and flushed.
    /// - Throws: ``TenancyError`` when the folder cannot be written.
    public static func replace(_ path: String, with bytes: [UInt8]) throws {
        let fresh = path + ".new"
        // What a crash left of an earlier try.
        unlink(fresh)
        try makeFile(fresh, holding: bytes)
        try move(fresh, to: path)
    }
}
