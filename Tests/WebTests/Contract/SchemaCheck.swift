import Foundation
import JSON

/// Holds a value against a JSON schema, with those words of JSON Schema 2020-12 that the contract uses. A word that it does not know
/// is itself a fault, so that no rule is passed over in silence.
struct SchemaCheck {
    let contract: Contract

    private static let notes: Set<String> = ["description", "format", "default", "contentMediaType"]

    func faults(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        let schema = contract.resolve(schema)
        var faults: [String] = []
        for rule in schema.members ?? [] where !SchemaCheck.notes.contains(rule.name) {
            faults += self.faults(value, rule.name, rule.value, schema, place)
        }
        return faults
    }

    private func faults(_ value: JSONValue, _ rule: String, _ wanted: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        switch rule {
        case "type":
            let types = wanted.elements?.compactMap(\.string) ?? [wanted.string ?? ""]
            return types.contains { SchemaCheck.isKind(value, $0) } ? [] : ["\(place): \(value) is not \(types.joined(separator: " or "))"]
        case "enum": return wanted.elements?.contains(value) == true ? [] : ["\(place): \(value) is none of the values"]
        case "const": return wanted == value ? [] : ["\(place): \(value) is not \(wanted)"]
        case "pattern":
            guard let text = value.string, let pattern = wanted.string else { return [] }
            return text.range(of: pattern, options: .regularExpression) != nil ? [] : ["\(place): \(text) does not fit \(pattern)"]
        case "minimum": return value.double.map { $0 >= wanted.double ?? 0 } ?? true ? [] : ["\(place): \(value) is too small"]
        case "maximum": return value.double.map { $0 <= wanted.double ?? 0 } ?? true ? [] : ["\(place): \(value) is too large"]
        case "minLength", "maxLength", "minItems", "maxItems": return sizeFaults(value, rule, wanted, place)
        case "required":
            return (wanted.elements ?? []).compactMap(\.string).filter { value.members != nil && value[$0] == nil }.map {
                "\(place): \($0) is missing"
            }
        case "properties":
            return (value.members ?? []).flatMap { member in wanted[member.name].map { faults(member.value, $0, at: "\(place).\(member.name)") } ?? []
            }
        case "additionalProperties":
            let known = Set((schema["properties"]?.members ?? []).map(\.name))
            return (value.members ?? []).filter { !known.contains($0.name) }.map { "\(place): \($0.name) is not in the contract" }
        case "items": return (value.elements ?? []).enumerated().flatMap { faults($0.element, wanted, at: "\(place)[\($0.offset)]") }
        case "oneOf":
            let fits = (wanted.elements ?? []).count { faults(value, $0, at: place).isEmpty }
            return fits == 1 ? [] : ["\(place): fits \(fits) of the alternatives"]
        default: return ["\(place): the checker does not know the word \(rule)"]
        }
    }

    private func sizeFaults(_ value: JSONValue, _ rule: String, _ wanted: JSONValue, _ place: String) -> [String] {
        guard let size = value.string?.unicodeScalars.count ?? value.elements?.count, let limit = wanted.integer else { return [] }
        let fits = rule.hasPrefix("min") ? size >= limit : size <= limit
        return fits ? [] : ["\(place): \(rule) is \(limit), there are \(size)"]
    }

    private static func isKind(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"), (.number, "number"): true
        case (.number(let text), "integer"): Int64(text) != nil
        default: false
        }
    }
}
