import Brokerage
import JSON

/// The fields of a JSON body, each known and of its kind. Faults are gathered, so that a client hears of all of them at once.
struct Fields: Sendable {
    private let json: JSONValue
    private var faults: [Problem.Field] = []

    /// - Throws: ``Problem`` when the body is no object, or naming the fields that are unknown or given twice.
    init(_ json: JSONValue, knowing known: [String]) throws(Problem) {
        guard let members = json.members else { throw .malformed("The body must be a JSON object.") }
        self.json = json
        var seen: Set<String> = []
        for member in members {
            if !known.contains(member.name) {
                fault(
                    String(member.name.prefix(64)),
                    known.isEmpty ? "Unknown: no fields are taken here." : "Unknown. Known here: \(known.joined(separator: ", ")).")
            } else if !seen.insert(member.name).inserted {
                fault(member.name, "It is given twice.")
            }
        }
        try check()
    }

    /// Faults that are told at most: a small body full of unknown fields must not make a large answer.
    private static let mostFaults = 32

    mutating func fault(_ field: String, _ detail: String) {
        if faults.count < Fields.mostFaults { faults.append(.init(field: field, detail: detail)) }
    }

    func hasFault(in field: String) -> Bool { faults.contains { $0.field == field } }

    /// - Throws: ``Problem`` with every fault found so far.
    func check() throws(Problem) {
        guard faults.isEmpty else { throw .invalid(faults) }
    }

    /// True when the field is there, even as null.
    func has(_ name: String) -> Bool { json[name] != nil }

    /// A text of at most so many characters, without control characters; nil when absent or null.
    /// - Parameter hasLines: whether ends of lines and tabs may stand in it.
    mutating func text(_ name: String, atMost limit: Int = 200, hasLines: Bool = false) -> String? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let text = value.string else {
            fault(name, "It must be a text.")
            return nil
        }
        guard text.unicodeScalars.count <= limit else {
            fault(name, "It may have at most \(limit) characters.")
            return nil
        }
        // A zero byte would end the text in the database.
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || hasLines && ($0 == 0x0A || $0 == 0x0D || $0 == 0x09) }) else {
            fault(name, "It may not hold control characters.")
            return nil
        }
        return text
    }

    /// As ``text(_:atMost:hasLines:)``; missing, empty or blank is a fault.
    mutating func required(_ name: String, atMost limit: Int = 200) -> String {
        let before = faults.count
        let text = text(name, atMost: limit) ?? ""
        if text.allSatisfy(\.isWhitespace), faults.count == before { fault(name, "It is needed.") }
        return text
    }

    /// A text that names a value of an enumeration.
    mutating func choice<T: RawRepresentable & CaseIterable>(_ name: String, _: T.Type) -> T? where T.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = T(rawValue: text) else {
            fault(name, "It must be one of: \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return value
    }

    /// A whole number, also when it is written as a text.
    mutating func integer(_ name: String) -> Int64? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let number = value.integer else {
            fault(name, "It must be a whole number.")
            return nil
        }
        return number
    }

    /// Yes or no; nil when absent or null.
    mutating func flag(_ name: String) -> Bool? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let flag = value.bool else {
            fault(name, "It must be true or false.")
            return nil
        }
        return flag
    }

    /// An instant as in RFC 3339; nil when absent or null.
    mutating func time(_ name: String) -> Timestamp? {
        guard let text = text(name, atMost: 40) else { return nil }
        guard let instant = Timestamp(rfc3339: text) else {
            fault(name, "It must be a time such as 2026-12-31T23:59:59Z.")
            return nil
        }
        return instant
    }

    /// A list of texts, each as ``text(_:atMost:hasLines:)``; nil when absent or null.
    mutating func texts(_ name: String, atMost limit: Int) -> [String]? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let elements = value.elements, elements.count <= limit, elements.allSatisfy({ ($0.string?.utf8.count ?? .max) <= 200 }) else {
            fault(name, "It must be a list of at most \(limit) short texts.")
            return nil
        }
        return elements.compactMap(\.string)
    }

    /// A list of values of an enumeration; nil when absent or null.
    mutating func choices<T: RawRepresentable & CaseIterable>(_ name: String, _: T.Type) -> [T]? where T.RawValue == String {
        guard let texts = texts(name, atMost: 100) else { return nil }
        let values = texts.compactMap(T.init(rawValue:))
        guard values.count == texts.count else {
            fault(name, "Each must be one of: \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return values
    }
}
