import JSON
import Risk

/// The fields of an object in a setting, with what is wrong of them by name.
struct SettingObject {
    private let json: JSONValue
    private let field: String
    private(set) var problems: [SettingProblem] = []

    init(_ json: JSONValue, field: String, knowing known: Set<String>) {
        (self.json, self.field) = (json, field)
        guard let members = json.members else {
            problems.append(SettingProblem(field: field, detail: "It must be an object."))
            return
        }
        for member in members where !known.contains(member.name) {
            fault(String(member.name.prefix(64)), "Unknown. Known here: \(known.sorted().joined(separator: ", ")).")
        }
    }

    mutating func fault(_ name: String, _ detail: String) { problems.append(SettingProblem(field: "\(field).\(name)", detail: detail)) }

    private func member(_ name: String) -> JSONValue? { json.members == nil ? nil : json[name].flatMap { $0.isNull ? nil : $0 } }

    /// Empty, and a problem, when it is no text.
    mutating func text(_ name: String) -> String {
        guard json.members != nil else { return "" }
        guard let text = member(name)?.string else {
            fault(name, "A text is needed.")
            return ""
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            fault(name, "It may not hold control characters.")
            return ""
        }
        return text
    }

    mutating func flag(_ name: String) -> Bool {
        guard let value = member(name) else { return false }
        if value.bool == nil { fault(name, "It must be true or false.") }
        return value.bool ?? false
    }

    mutating func number(_ name: String) -> Double? {
        guard let value = member(name) else { return nil }
        guard case .number = value, let number = value.double, number.isFinite else {
            fault(name, "It must be a number.")
            return nil
        }
        return number
    }

    mutating func list(_ name: String) -> [JSONValue] {
        guard let value = member(name) else { return [] }
        if value.elements == nil { fault(name, "It must be a list.") }
        return value.elements ?? []
    }
}
