import Brokerage
import Foundation

/// A message by the rules of RFC 5424.
struct SyslogMessage: Sendable, Equatable {
    /// Facility 13 (log audit), severity 6 (informational).
    static let priority = 13 * 8 + 6

    var at: Timestamp
    var host: String
    /// What kind of message it is.
    var id: String
    var content: String

    var text: String { "<\(SyslogMessage.priority)>1 \(at) \(host) veles \(ProcessInfo.processInfo.processIdentifier) \(id) - \(content)" }

    /// The machine's name in the characters that the RFC allows; a dash when it has none.
    static var machine: String {
        let name = ProcessInfo.processInfo.hostName.utf8.filter { (33...126).contains($0) }.prefix(255)
        return name.isEmpty ? "-" : String(decoding: Array(name), as: UTF8.self)
    }
}
