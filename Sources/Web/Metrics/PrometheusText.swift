/// The Prometheus text format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    /// Begins a family. - Parameter type: `counter`, `gauge` or `histogram`.
    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: UInt64) { line(name, labels, String(value)) }
    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Int) { line(name, labels, String(value)) }
    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) { line(name, labels, value.description) }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(PrometheusText.escape($0.1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escape(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
