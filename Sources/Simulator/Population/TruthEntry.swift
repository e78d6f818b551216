import JSON

/// Which behaviour an account was given, and its links to others. It never leaves by the trading server's own wire.
struct TruthEntry: Sendable {
    var login: Int64
    var behaviour: Behaviour
    /// Names the copy cluster, or the mirror or bonus pair, that the account belongs to.
    var cluster: String?
    var pair: String?
    /// Numbers of the behaviour, by name.
    var parameters: [(name: String, value: Double)] = []

    static func json(_ entries: [TruthEntry], seed: UInt64) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.beginObject()
            writer.key("seed")
            writer.integer(seed)
            writer.key("accounts")
            writer.beginArray()
            for entry in entries { entry.write(to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    private func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("login")
        writer.integer(login)
        writer.key("behaviour")
        writer.string(behaviour.rawValue)
        writer.key("cluster")
        if let cluster { writer.string(cluster) } else { writer.null() }
        writer.key("pair")
        if let pair { writer.string(pair) } else { writer.null() }
        writer.key("parameters")
        writer.beginObject()
        for parameter in parameters {
            writer.key(dynamic: parameter.name)
            writer.double(parameter.value)
        }
        writer.endObject()
        writer.endObject()
    }
}
