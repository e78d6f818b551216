import Foundation

/// A folder that goes away with the last reference to it.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        path = NSTemporaryDirectory() + "veles-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // What cannot be removed is left to the system's own clearing of its temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A path in the folder that nothing has yet.
    public func fresh(_ name: String) -> String { "\(path)/\(name)-\(UUID().uuidString)" }
}
