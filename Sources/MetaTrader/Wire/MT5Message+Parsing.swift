extension MT5Message {
    /// Parses a whole message body.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when its length is not that of UTF-16 text.
    public init(parsing body: [UInt8]) throws(MT5Error) {
        guard body.count % 2 == 0 else { throw .protocolViolation("A message with an odd number of bytes is no UTF-16 text.") }
        self = body.withUnsafeBufferPointer { bytes in
            var header = HeaderParser(bytes)
            let rest = header.run()
            let payload = UTF16LE.utf8(UnsafeBufferPointer(rebasing: bytes[rest...]))
            return MT5Message(header.command ?? "", header.parameters, payload: payload)
        }
    }
}

/// Reads the header line unit by unit, escapes before separators.
private struct HeaderParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var command: String?
    private(set) var parameters: [MT5Message.Parameter] = []
    private var name: String?
    private var units: [UInt16] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// - Returns: where the payload starts.
    mutating func run() -> Int {
        var index = 0
        while index + 1 < bytes.count {
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
