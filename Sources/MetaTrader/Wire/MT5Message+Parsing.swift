extension MT5Message {
    /// Parses a whole message body.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when it is no UTF-16 text, which wrongly deciphered text is not either
    ///   in most cases, or when the header line is longer than 65 535 characters.
    public init(parsing body: [UInt8]) throws(MT5Error) {
        guard body.count % 2 == 0 else { throw .protocolViolation("A message with an odd number of bytes is no UTF-16 text.") }
        let result: Result<MT5Message, MT5Error> = body.withUnsafeBufferPointer { bytes in
            var header = HeaderParser(bytes)
            guard let rest = header.run() else {
                return .failure(.protocolViolation("The header line of a message is endless."))
            }
            let payload = UTF16LE.utf8(UnsafeBufferPointer(rebasing: bytes[rest...]))
            return .success(MT5Message(header.command ?? "", header.parameters, payload: payload))
        }
        self = try result.get()
    }
}

/// Reads the header line unit by unit, escapes before separators.
private struct HeaderParser {
    private static let longestLine = 2 * 65_535
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var command: String?
    private(set) var parameters: [MT5Message.Parameter] = []
    private var name: String?
    private var units: [UInt16] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// - Returns: where the payload starts, or nil when the line is too long.
    mutating func run() -> Int? {
        var index = 0
        while index + 1 < bytes.count {
            guard index < Self.longestLine else { return nil }
            let unit = UTF16LE.unit(bytes, index)
            index += 2
            switch unit {
            case 0x5C where index + 1 < bytes.count:
                units.append(UTF16LE.unit(bytes, index))
                index += 2
            case 0x3D where command != nil && name == nil:
                name = takeText().uppercased()
            case 0x7C: endField()
            case 0x0D where index + 1 < bytes.count && UTF16LE.unit(bytes, index) == 0x0A:
                endLine()
                return index + 2
            default: units.append(unit)
            }
        }
        endLine()
        return index
    }

    private mutating func endField() {
        if command == nil {
            command = takeText().uppercased()
        } else {
            let value = takeText()
            if let name { parameters.append(.init(name, value)) } else if !value.isEmpty { parameters.append(.init(value.uppercased(), "")) }
            name = nil
        }
    }

    private mutating func endLine() {
        if command == nil || name != nil || !units.isEmpty { endField() }
    }

    private mutating func takeText() -> String {
        defer { units.removeAll(keepingCapacity: true) }
        return String(decoding: units, as: UTF16.self)
    }
}
