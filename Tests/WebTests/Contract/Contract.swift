import Foundation
import JSON
import Testing

/// The contract as it is written, `Resources/openapi.yaml`, made JSON by the same command that makes the served one.
struct Contract {
    let document: JSONValue

    static let shared = Result { try Contract() }

    private init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.path + "/veles-contract-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = try Process.run(root.appendingPathComponent("packaging/openapi"), arguments: [folder])
        process.waitUntilExit()
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/openapi.json"), "packaging/openapi wrote nothing")
        document = try JSONValue(parsing: bytes, depth: 64)
    }

    /// Every verb and path, as `GET /path`.
    var operations: Set<String> {
        var operations: Set<String> = []
        for path in document["paths"]?.members ?? [] {
            for verb in path.value.members ?? [] where verb.name != "parameters" { operations.insert("\(verb.name.uppercased()) \(path.name)") }
        }
        return operations
    }

    /// The query keys that an operation takes.
    func queryKeys(_ method: String, _ path: String) -> Set<String> {
        let item = document["paths"]?[path]
        let parameters = (item?["parameters"]?.elements ?? []) + (item?[method.lowercased()]?["parameters"]?.elements ?? [])
        return Set(parameters.map(resolve).filter { $0["in"]?.string == "query" }.compactMap { $0["name"]?.string })
    }

    /// What is wrong with an answer: its status must be named, its media type too, and its body must fit the schema.
    func faults(_ method: String, _ path: String, status: Int, type: String?, body: [UInt8]) throws -> [String] {
        guard let operation = document["paths"]?[path]?[method.lowercased()] else { return ["\(method) \(path) is not in the contract"] }
        guard let response = operation["responses"]?[String(status)].map(resolve) else { return ["\(method) \(path) does not name \(status)"] }
        guard let content = response["content"] else { return body.isEmpty ? [] : ["\(status) has a body"] }
        let media = type.map { String($0.prefix { $0 != ";" }) } ?? ""
        guard let schema = content[media]?["schema"] else { return ["\(method) \(path) \(status) does not name \(media)"] }
        guard media == "application/json" || media.hasSuffix("+json") else { return [] }
        return SchemaCheck(contract: self).faults(try JSONValue(parsing: body, depth: 64), schema, at: "\(method) \(path) \(status)")
    }

    /// Follows a reference into the document.
    func resolve(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string else { return value }
        let target = reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
        return resolve(target)
    }
}
