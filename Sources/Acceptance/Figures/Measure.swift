import JSON

/// One printed figure: a value, how sure it is, what it should reach.
struct Measure {
    enum Target {
        case atLeast(Double)
        case atMost(Double)
    }

    var name: String
    /// Nil with ``reason``.
    var value: Double?
    var interval: ClosedRange<Double>?
    var n: Int?
    var target: Target?
    var reason: String?
    /// Further numbers that belong to it, in the order given.
    var beside: [(name: String, value: Double)] = []

    static func missing(_ name: String, _ reason: String) -> Measure { Measure(name: name, reason: reason) }

    /// A share with its Wilson interval.
    static func share(_ name: String, _ hits: Int, of n: Int, target: Target? = nil, beside: [(String, Double)] = []) -> Measure {
        guard n > 0 else { return Measure(name: name, n: 0, target: target, reason: "none planted") }
        return Measure(
            name: name, value: Double(hits) / Double(n), interval: Interval.wilson(hits, of: n), n: n, target: target,
            beside: beside.map { (name: $0.0, value: $0.1) })
    }

    var isMet: Bool? {
        guard let value, let target else { return nil }
        switch target {
        case .atLeast(let bar): return value >= bar
        case .atMost(let bar): return value <= bar
        }
    }

    /// One line of JSON on standard output.
    func show() {
        let bytes = JSONWriter.bytes { json in
            json.beginObject()
            json.key("figure"); json.string(name)
            json.key("value")
            if let value { json.double(Measure.rounded(value)) } else { json.null() }
            if let interval {
                json.key("interval")
                json.beginArray()
                json.double(Measure.rounded(interval.lowerBound))
                json.double(Measure.rounded(interval.upperBound))
                json.endArray()
            }
            if let n { json.key("n"); json.integer(n) }
            writeTarget(to: &json)
            if let reason { json.key("reason"); json.string(reason) }
            for entry in beside {
                json.key(dynamic: entry.name)
                json.double(Measure.rounded(entry.value))
            }
            json.endObject()
        }
        print(String(decoding: bytes, as: UTF8.self))
    }

    private func writeTarget(to json: inout JSONWriter) {
        switch target {
        case .atLeast(let bar): json.key("at_least"); json.double(bar)
        case .atMost(let bar): json.key("at_most"); json.double(bar)
        case nil: return
        }
        json.key("met")
        if let isMet { json.bool(isMet) } else { json.null() }
    }

    private static func rounded(_ value: Double) -> Double {
        abs(value) >= 1000 ? value.rounded() : (value * 10_000).rounded() / 10_000
    }
}
