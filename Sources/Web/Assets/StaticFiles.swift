import Foundation
import Logging
import NIOCore

/// The landing page, the dashboard and the contract, read into memory once.
struct StaticFiles: Sendable {
    /// By the path under which they are served.
    private var files: [String: StaticFile] = [:]

    /// Bytes that are read at most: a folder named by mistake must not fill the memory.
    static let budget = 64 * 1024 * 1024

    /// Reads `site/`, `dashboard/` and `openapi.json` of a folder. What is missing is logged and answered with 404.
    init(folder: String, logger: Logger) {
        var left = StaticFiles.budget
        for (name, prefix) in [("site", ""), ("dashboard", "/dashboard")] {
            let root = folder + "/" + name
            guard let paths = FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) else {
                logger.warning("Static files are missing", metadata: ["folder": "\(root)"])
                continue
            }
            for path in paths.sorted() { add(root: root, path: path, under: prefix, left: &left) }
        }
        add(root: folder, path: "openapi.json", under: "/api/v1", left: &left)
    }

    subscript(path: String) -> StaticFile? { files[path] }
    var count: Int { files.count }

    private mutating func add(root: String, path: String, under prefix: String, left: inout Int) {
        guard !path.hasSuffix(".br"), !path.hasSuffix(".gz"), let identity = StaticFiles.form(root + "/" + path, "", &left) else { return }
        files[prefix + "/" + path] = StaticFile(
            contentType: ContentType.of(path), identity: identity, brotli: StaticFiles.form(root + "/" + path + ".br", "-br", &left),
            gzip: StaticFiles.form(root + "/" + path + ".gz", "-gz", &left), isImmutable: StaticFiles.isHashed(path))
    }

    private static func form(_ path: String, _ suffix: String, _ left: inout Int) -> StaticFile.Form? {
        var isFolder = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let data = FileManager.default.contents(atPath: path), data.count <= left
        else { return nil }
        left -= data.count
        return StaticFile.Form(bytes: ByteBuffer(bytes: data), etag: "\"\(Digest.sha256Hex(data, length: 24))\(suffix)\"")
    }

    /// Whether a file's name ends, before its extension, in a dash or dot and eight or more letters and digits, one a digit or all
    /// upper case: the mark that the bundler leaves.
    static func isHashed(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        let stem = name.prefix { $0 != "." }
        guard let mark = stem.split(separator: "-").last, mark.count >= 8, mark.count < stem.count else { return false }
        return mark.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
            && (mark.utf8.contains { (48...57).contains($0) } || mark.utf8.allSatisfy { (65...90).contains($0) })
    }
}
