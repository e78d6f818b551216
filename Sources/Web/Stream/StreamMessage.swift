import Desk
import JSON

/// What a client of the stream may say.
enum StreamMessage: Sendable, Equatable {
    /// Where a client that comes back had got to.
    struct Position: Sendable, Equatable {
        var epoch: UInt64
        var seq: UInt64
    }

    case subscribe([Topic], after: Position?)
    case unsubscribe([Topic])

    /// Parses a text frame. - Throws: ``StreamFault`` that says what is wrong.
    init(parsing text: some Collection<UInt8>) throws(StreamFault) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: text, depth: 4)
        } catch {
            throw StreamFault(code: "invalid_json", detail: error.description)
        }
        guard let members = json.members else { throw StreamFault(code: "invalid_frame", detail: "A frame is a JSON object.") }
        let type = json["type"]?.string
        let known: Set<String> = type == "subscribe" ? ["type", "topics", "after"] : ["type", "topics"]
        switch type {
        case "subscribe": self = .subscribe(try StreamMessage.topics(json), after: try StreamMessage.position(json))
        case "unsubscribe": self = .unsubscribe(try StreamMessage.topics(json))
        default: throw StreamFault(code: "unknown_type", detail: "The type of a frame is subscribe or unsubscribe.")
        }
        if let stranger = members.first(where: { !known.contains($0.name) }) {
            throw StreamFault(code: "unknown_field", detail: "A \(type ?? "") frame has no field \(stranger.name.prefix(64)).")
        }
    }

    private static func topics(_ json: JSONValue) throws(StreamFault) -> [Topic] {
        guard let elements = json["topics"]?.elements, !elements.isEmpty, elements.count <= 16 else {
            throw StreamFault(code: "invalid_topics", detail: "topics is a list of one or more of: \(names).")
        }
        var topics: [Topic] = []
        for element in elements {
            guard let name = element.string, let topic = Topic(rawValue: name) else {
                throw StreamFault(code: "unknown_topic", detail: "The topics are: \(names).")
            }
            if !topics.contains(topic) { topics.append(topic) }
        }
        return topics
    }

    private static func position(_ json: JSONValue) throws(StreamFault) -> Position? {
        guard let after = json["after"], !after.isNull else { return nil }
        guard let epoch = after["epoch"]?.scalarText.flatMap({ UInt64($0) }), let seq = after["seq"]?.scalarText.flatMap({ UInt64($0) }) else {
            throw StreamFault(code: "invalid_after", detail: "after holds the epoch and the seq of the last frame seen.")
        }
        return Position(epoch: epoch, seq: seq)
    }

    private static var names: String { Topic.allCases.map(\.rawValue).joined(separator: ", ") }
}

/// A frame that was not understood. The session goes on.
struct StreamFault: Error, Equatable {
    var code: String
    var detail: String
}
