import Brokerage
import Foundation
import Testing

@testable import MetaTrader

/// The files beside these tests. Their figures are invented; their layout is that of the programs that write such files.
enum StatementFixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Files"))
        return [UInt8](try Data(contentsOf: url))
    }

    static func statement(_ name: String, options: StatementOptions = StatementOptions()) throws -> Statement {
        try StatementFile.parse(try bytes(name), name: name, options: options)
    }

    static func text(_ name: String) throws -> String { String(decoding: TextDecoding.decode(try bytes(name)).bytes, as: UTF8.self) }

    static func parse(_ text: String, name: String = "file.htm", options: StatementOptions = StatementOptions()) throws -> Statement {
        try StatementFile.parse(Array(text.utf8), name: name, options: options)
    }

    static var names: [String] {
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Files")
        return folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }?.sorted() ?? []
    }

    /// The error with which a file is refused.
    static func refusal(_ bytes: [UInt8], name: String = "file.htm", options: StatementOptions = StatementOptions()) -> StatementError? {
        do throws(StatementError) {
            _ = try StatementFile.parse(bytes, name: name, options: options)
            return nil
        } catch {
            return error
        }
    }
}
