import Foundation

/// Where the program under test and the files that it serves are.
public enum VelesBinary {
    public struct Missing: Error, CustomStringConvertible {
        public let description = "the veles program was not found: build it, or name it in VELES_BINARY"
    }

    /// `VELES_BINARY`, or the program beside the test bundle, or the one in `.build/debug` of the current folder.
    public static func path() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["VELES_BINARY"] { return named }
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let here = FileManager.default.currentDirectoryPath
        let places = [bundle.appendingPathComponent("veles").path, here + "/.build/debug/veles", here + "/.build/release/veles"]
        guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { throw Missing() }
        return found
    }

    /// Folder of the landing page and the dashboard: `VELES_ASSETS`, or where a build of the checkout puts them.
    public static var assets: String {
        ProcessInfo.processInfo.environment["VELES_ASSETS"] ?? FileManager.default.currentDirectoryPath + "/.build/share"
    }
}
