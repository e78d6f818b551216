import Foundation
import TOMLKit

/// The appliance's configuration: the file, then drop-ins in the order of their names, then the environment (`VELES_SECTION_KEY`); the later
/// wins. Unknown keys are errors.
struct Configuration: Sendable {
    /// Every key there is, with its default. One table drives the file, the environment and the help.
    struct Key: Sendable {
        var section: String
        var name: String
        var standard: String
        var help: String
        /// Never shown. A file may be named instead, by the same key with `_file`.
        var isSecret = false

        var variable: String { "VELES_\(section.uppercased())_\(name.uppercased())" }
    }

    static let keys = serverKeys + limitKeys

    private static let serverKeys = [
        Key(section: "server", name: "listen", standard: "127.0.0.1:8080", help: "Address and port of the web server."),
        Key(
            section: "server", name: "public_url", standard: "",
            help: "How browsers reach the server, such as https://risk.example.com; links for people begin with it."),
        Key(section: "server", name: "assets", standard: "/usr/share/veles", help: "Folder of the dashboard and the landing page."),
        Key(
            section: "server", name: "trusted_proxies", standard: "",
            help: "Networks of the proxies in front, such as 10.0.0.0/8, whose X-Forwarded-For and X-Forwarded-Proto count."),
        Key(
            section: "tls", name: "mode", standard: "self-signed",
            help: "self-signed, files (the operator's own certificate), or off (on this machine only, or behind a trusted proxy)."),
        Key(section: "tls", name: "cert_file", standard: "", help: "For files: the certificate with its chain, PEM. It is read again when it changes."),
        Key(section: "tls", name: "key_file", standard: "", help: "For files: the key, PEM, closed to others."),
        Key(section: "server", name: "metrics_token", standard: "", help: "Token that lets others than this machine read /metrics.", isSecret: true),
        Key(
            section: "server", name: "control_socket", standard: "",
            help: "Unix socket by which the command reaches the running server; control.sock in the state directory when it is empty."),
        Key(section: "state", name: "directory", standard: "/var/lib/veles", help: "Folder of the control file and the tenants."),
        Key(
            section: "keys", name: "master_key_file", standard: "",
            help: "File of the master key, 32 bytes, closed to others; master.key in the state directory when it is empty."),
        Key(
            section: "keys", name: "master_passphrase_file", standard: "",
            help: "File whose first line is the passphrase that the master key is derived from, in place of a key file."),
        Key(
            section: "audit", name: "syslog", standard: "",
            help: "Where the heads of the audit trails are sent: udp://host:port, or unix for this machine's syslog daemon. Empty for nowhere."),
        Key(section: "audit", name: "interval_seconds", standard: "300", help: "How often heads that changed are sent."),
        Key(section: "log", name: "level", standard: "info", help: "trace, debug, info, notice, warning, error or critical."),
    ]

    /// Where a value comes from.
    enum Origin: Sendable, Equatable {
        case file(String)
        case variable(String)
        /// By this program itself, as the demo does.
        case program
    }

    private var values: [String: (text: String, origin: Origin)] = [:]

    init() {}

    /// Reads a file and lays the environment over it.
    /// - Throws: ``VerbFailure`` naming the file, the key and what would be right.
    init(files: [String] = [], environment: [String: String]) throws {
        for file in files { try read(file) }
        for key in Configuration.everyKey {
            if let value = environment[key.variable] { set(key.section, key.name, value, .variable(key.variable)) }
        }
        for key in Configuration.keys where key.isSecret { try readSecret(key) }
    }

    /// The table, and for each secret the key that names a file which holds it.
    static let everyKey =
        keys
        + keys.filter(\.isSecret).map {
            Key(section: $0.section, name: $0.name + "_file", standard: "", help: "File whose first line is \($0.section).\($0.name).")
        }

    mutating func set(_ section: String, _ name: String, _ value: String, _ origin: Origin = .program) {
        values["\(section).\(name)"] = (value, origin)
    }

    /// Nil for a value that is the default.
    func origin(of key: Key) -> Origin? { values["\(key.section).\(key.name)"]?.origin }

    private mutating func readSecret(_ key: Key) throws {
        let path = self[key.section, key.name + "_file"]
        guard !path.isEmpty else { return }
        let name = "\(key.section).\(key.name)"
        guard self[key.section, key.name].isEmpty else { throw VerbFailure("\(name) and \(name)_file are both set: leave one out") }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw VerbFailure("\(name)_file: \(path) cannot be read") }
        let line = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard !line.isEmpty else { throw VerbFailure("\(name)_file: the first line of \(path) is empty") }
        set(key.section, key.name, String(line), .file(path))
    }

    subscript(_ section: String, _ name: String) -> String {
        values["\(section).\(name)"]?.text ?? Configuration.keys.first { $0.section == section && $0.name == name }?.standard ?? ""
    }

    private mutating func read(_ file: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw VerbFailure("\(file) cannot be read: \(error.localizedDescription)")
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch {
            throw VerbFailure("\(file) is not TOML: \(error)")
        }
        for section in table.keys {
            guard let keys = table[section]?.table else { throw VerbFailure("\(file): \(section) must be a section, such as [server]") }
            for name in keys.keys { try take(section, name, keys[name], file) }
        }
    }

    private mutating func take(_ section: String, _ name: String, _ value: (any TOMLValueConvertible)?, _ file: String) throws {
        guard Configuration.everyKey.contains(where: { $0.section == section && $0.name == name }) else {
            throw VerbFailure("\(file): unknown key \(section).\(name). \(Configuration.nearest(to: "\(section).\(name)"))")
        }
        // A list is read as the texts in it, and a whole number as it is written, as both stand in the environment.
        guard let text = value?.string ?? value?.int.map(String.init) ?? Configuration.list(value) else {
            throw VerbFailure("\(file): \(section).\(name) must be a text in quotes")
        }
        set(section, name, text, .file(file))
    }

    private static func list(_ value: (any TOMLValueConvertible)?) -> String? {
        guard let array = value?.array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count ? texts.joined(separator: ",") : nil
    }

    private static func nearest(to wrong: String) -> String {
        let known = everyKey.map { "\($0.section).\($0.name)" }
        let best = known.min { distance($0, wrong) < distance($1, wrong) }
        return best.map { "Is \($0) meant?" } ?? ""
    }

    /// Levenshtein's: how many letters must change.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }

    // MARK: Typed values

    var stateDirectory: String { self["state", "directory"] }
    var assets: String { self["server", "assets"] }
    var controlSocket: String { self["server", "control_socket"].isEmpty ? stateDirectory + "/control.sock" : self["server", "control_socket"] }
    var logLevel: String { self["log", "level"] }
    var metricsToken: String? { self["server", "metrics_token"].isEmpty ? nil : self["server", "metrics_token"] }

    /// Where the heads of the audit trails go, and how often; nil for nowhere.
    func auditHeads() throws -> (target: SyslogTarget, interval: Duration)? {
        let text = self["audit", "syslog"]
        guard !text.isEmpty else { return nil }
        guard let target = SyslogTarget(text) else {
            throw VerbFailure("audit.syslog must be udp://host:port or unix, such as udp://10.0.0.5:514, and not \(text)")
        }
        let seconds = self["audit", "interval_seconds"]
        guard let number = Int(seconds), (1...86_400).contains(number) else {
            throw VerbFailure("audit.interval_seconds must be a whole number from 1 to 86400 and not \(seconds)")
        }
        return (target, .seconds(number))
    }

    func listen() throws -> (host: String, port: Int) {
        let text = self["server", "listen"]
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port),
            colon != text.startIndex
        else { throw VerbFailure("server.listen must be address:port, such as 127.0.0.1:8080, and not \(text)") }
        return (text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port)
    }
}

// Whatever prints one, such as the log of a service that holds it, prints none of its secrets.
extension Configuration: CustomStringConvertible, CustomReflectable {
    var description: String { "the configuration" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
