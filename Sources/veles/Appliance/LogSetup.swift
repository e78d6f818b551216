import Foundation
import JSON
import Logging

/// Logs to standard output: text on a terminal, one JSON object a line otherwise.
enum LogSetup {
    static func make(level text: String, toStandardError: Bool = false) throws -> Logger {
        guard let level = Logger.Level(rawValue: text) else {
            throw VerbFailure("log.level must be \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")), and not \(text)")
        }
        let file = toStandardError ? STDERR_FILENO : STDOUT_FILENO
        let isTerminal = isatty(file) == 1
        return Logger(label: "veles") { _ in LineLog(file: file, isTerminal: isTerminal, logLevel: level) }
    }
}

/// One line an event, written in one call so that lines of several threads do not mix.
struct LineLog: LogHandler {
    let file: Int32
    let isTerminal: Bool
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        var line = isTerminal ? text(event, all) : json(event, all)
        line.append(UInt8(ascii: "\n"))
        line.withUnsafeBytes { bytes in
            // A log that cannot be written has nobody to tell it to.
            _ = write(file, bytes.baseAddress, bytes.count)
        }
    }

    private func text(_ event: LogEvent, _ all: Logger.Metadata) -> [UInt8] {
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return Array("\(SystemClock.now()) \(event.level) \(event.message)\(pairs)".utf8)
    }

    private func json(_ event: LogEvent, _ all: Logger.Metadata) -> [UInt8] {
        JSONWriter.bytes { json in
            json.beginObject()
            json.key("time"); json.string("\(SystemClock.now())")
            json.key("level"); json.string(event.level.rawValue)
            json.key("message"); json.string("\(event.message)")
            for (key, value) in all.sorted(by: { $0.key < $1.key }) {
                json.key(dynamic: key); json.string("\(value)")
            }
            json.endObject()
        }
    }
}
