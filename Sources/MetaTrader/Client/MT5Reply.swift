import Brokerage
import JSON

/// What came back for a request, the same for both transports.
struct MT5Reply: Sendable {
    var code: MT5ReturnCode
    /// From the request to its answer.
    var roundTrip = Duration.zero
    /// Parameters of a TCP answer or scalar members of an HTTPS envelope, with names in upper case.
    private(set) var values: [(name: String, value: String)]
    private var body: [UInt8]
    /// Where the records stand in ``body``.
    private var answer: Range<Int>

    /// - Throws: ``MT5Error/Code/protocolViolation`` when the message has no return code.
    init(_ message: MT5Message) throws(MT5Error) {
        guard let code = message.returnCode else {
            throw .protocolViolation("The server answered \(message.command.prefix(40)) without a return code.")
        }
        self.code = code
        values = message.parameters.map { ($0.name, $0.value) }
        body = message.payload
        answer = 0..<message.payload.count
    }

    /// - Parameter envelope: the body of an HTTPS answer.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when it is no envelope with a return code.
    init(envelope: [UInt8]) throws(MT5Error) {
        let result: Result<Envelope, JSONError> = envelope.withUnsafeBufferPointer { bytes in
            do throws(JSONError) { return .success(try Envelope(bytes)) } catch { return .failure(error) }
        }
        let parts: Envelope
        do throws(JSONError) { parts = try result.get() } catch {
            throw .protocolViolation(
                "The server's answer is not the JSON it should be: \(error). Is the address that of an MT5 access server?", cause: error)
        }
        guard let code = parts.values.first(where: { $0.name == "RETCODE" }).flatMap({ MT5ReturnCode(wire: $0.value) }) else {
            throw .protocolViolation("The server's answer has no return code. Is the address that of an MT5 access server?")
        }
        self.code = code
        (values, body, answer) = (parts.values, envelope, parts.answer)
    }

    /// A single value by its upper-case name, be it beside the records or the member of one.
    func value(_ name: String) -> String? {
        if let value = values.first(where: { $0.name == name })?.value, !value.isEmpty { return value }
        let members = body.withUnsafeBufferPointer { try? Envelope(UnsafeBufferPointer(rebasing: $0[answer])).values } ?? []
        guard let value = members.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
        return value
    }

    /// A whole number by its upper-case name.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when it is not there.
    func number(_ name: String) throws(MT5Error) -> Int64 {
        // Some values carry their text rendering after a blank.
        guard let number = value(name)?.split(separator: " ").first.flatMap({ Int64($0) }) else {
            throw .protocolViolation("The server's answer lacks \(name).")
        }
        return number
    }

    /// The records as a tree, for small answers.
    func tree() throws(MT5Error) -> JSONValue {
        guard !answer.isEmpty else { return .null }
        do { return try JSONValue(parsing: body[answer]) } catch {
            throw .protocolViolation("The server's answer is not the JSON it should be: \(error).", cause: error)
        }
    }

    /// The records, read by `body`.
    func records<Record>(_ read: (UnsafeBufferPointer<UInt8>) throws(MT5Error) -> MT5List<Record>) throws(MT5Error) -> MT5List<Record> {
        let result: Result<MT5List<Record>, MT5Error> = body.withUnsafeBufferPointer { bytes in
            do throws(MT5Error) { return .success(try read(UnsafeBufferPointer(rebasing: bytes[answer]))) } catch { return .failure(error) }
        }
        var list = try result.get()
        if code == .partial { list.completeness = .partial }
        return list
    }
}

/// The outermost object of an answer. Sources differ in the case of its names, and one has a trailing blank.
private struct Envelope {
    var values: [(name: String, value: String)] = []
    var answer = 0..<0

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            let name = String(decoding: key, as: UTF8.self).split(separator: " ").joined().uppercased()
            let next = scanner.peek()
            let start = scanner.offset
            if next == UInt8(ascii: "{") || next == UInt8(ascii: "[") {
                try scanner.skipValue()
                if name == "ANSWER" { answer = start..<scanner.offset }
            } else if case let text = Self.text(try scanner.scalar()), values.count < 64 {
                values.append((name, text))
            }
        }
        try scanner.end()
    }

    private static func text(_ scalar: JSONScanner.Scalar) -> String {
        switch scalar {
        case .null: ""
        case .bool(let value): value ? "1" : "0"
        case .number(let body): String(decoding: body, as: UTF8.self)
        case .string(let body, let hasEscapes): JSONScanner.text(body, hasEscapes: hasEscapes) ?? ""
        }
    }
}
