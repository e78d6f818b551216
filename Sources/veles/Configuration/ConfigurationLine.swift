import JSON

/// One value of the configuration as it is shown. A secret's is never.
struct ConfigurationLine {
    private let key: Configuration.Key
    private let value: String
    private let origin: String

    init(_ key: Configuration.Key, _ configuration: Configuration) {
        self.key = key
        let text = configuration[key.section, key.name]
        value = key.isSecret && !text.isEmpty ? "********" : text
        origin =
            switch configuration.origin(of: key) {
            case nil: "default"
            case .file(let path): path
            case .variable(let name): name
            case .program: "program"
            }
    }

    var asTOML: String { "\(key.section).\(key.name) = \(quoted)  # \(origin)" }
    var asVariable: String { "\(key.variable)=\(quoted)  # \(origin)" }

    private var quoted: String { String(decoding: JSONWriter.bytes { $0.string(value) }, as: UTF8.self) }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("key"); json.string("\(key.section).\(key.name)")
        json.key("variable"); json.string(key.variable)
        json.key("value"); json.string(value)
        json.key("origin"); json.string(origin)
        json.key("secret"); json.bool(key.isSecret)
        json.endObject()
    }
}
