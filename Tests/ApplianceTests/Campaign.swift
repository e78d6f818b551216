import Foundation
import JSON

/// What `packaging/campaign` says when it runs a test longer than the suite does.
enum Campaign {
    /// How often the appliance is to be killed; nil in the suite.
    static let killRounds = ProcessInfo.processInfo.environment["VELES_KILL_ROUNDS"].flatMap { Int($0) }

    static var isRunning: Bool { killRounds != nil }

    /// Leaves one line of JSON for the campaign; nothing in the suite.
    static func report(_ members: (inout JSONWriter) -> Void) throws {
        guard let path = ProcessInfo.processInfo.environment["VELES_CAMPAIGN_REPORT"] else { return }
        let line = JSONWriter.bytes { json in
            json.beginObject()
            members(&json)
            json.endObject()
        }
        try Data(line + [UInt8(ascii: "\n")]).write(to: URL(fileURLWithPath: path))
    }
}
