import JSON
import MetaTrader

/// A request of either transport: the command's name as the TCP form writes it, and its parameters by lower-case name.
struct ServerRequest: Sendable {
    var command: String
    private var parameters: [String: String]
    private let body: JSONValue?

    /// - Parameter parameters: with names in any case; an empty value counts as absent.
    init(command: String, parameters: [(name: String, value: String)], body: JSONValue? = nil) {
        self.command = command.uppercased()
        self.parameters = [:]
        self.body = body
        for parameter in parameters where !parameter.value.isEmpty { self.parameters[parameter.name.lowercased()] = parameter.value }
    }

    func text(_ name: String) -> String? {
        if let value = parameters[name] { return value }
        switch member(name) {
        case .array(let elements): return elements.compactMap(\.scalarText).joined(separator: ",")
        case let other: return other?.scalarText
        }
    }

    /// A comma list in a query, an array in a body.
    func list(_ name: String) -> [String]? {
        text(name)?.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// Logins or tickets of a list. Nil also for a lone 0, which is what clients that fill in every parameter send for "none".
    func identifiers(_ name: String) -> [Int64]? {
        guard let texts = list(name), texts != ["0"] else { return nil }
        return texts.compactMap { Int64($0) }
    }

    func whole(_ name: String) throws(ServerRefusal) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let value = Int64(text.trimmed) else { throw ServerRefusal(.invalidParameters) }
        return value
    }

    func required(_ name: String) throws(ServerRefusal) -> Int64 {
        guard let value = try whole(name) else { throw ServerRefusal(.invalidParameters) }
        return value
    }

    /// The first of these parameters that is there.
    func requiredText(_ names: String...) throws(ServerRefusal) -> String {
        for name in names {
            if let value = text(name) { return value }
        }
        throw ServerRefusal(.invalidParameters)
    }

    private func member(_ name: String) -> JSONValue? {
        body?.members?.first { $0.name.lowercased() == name }?.value
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
