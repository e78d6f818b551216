/// Reads JSON from bytes, one token at a time, without building a tree and without turning numbers into binary floats.
///
/// For the hot paths: one line of push ingest, one record of a trading server's answer. The caller drives it:
///
///     try scanner.beginObject()
///     while let key = try scanner.nextKey() { … try scanner.scalar() … }
///
/// The buffer must outlive the scanner and every slice it hands out.
public struct JSONScanner {
    /// A value that is neither an array nor an object.
    public enum Scalar {
        case null
        case bool(Bool)
        /// The number's own text, as it stood in the input.
        case number(UnsafeBufferPointer<UInt8>)
        /// The raw bytes between the quotes and whether they hold escapes. Use ``JSONScanner/text(_:hasEscapes:)`` to decode.
        case string(UnsafeBufferPointer<UInt8>, hasEscapes: Bool)
    }

    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
    @usableFromInline var position: Int
    @usableFromInline var first = true

    @inlinable public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = 0
    }

    /// The offset of the next unread byte.
    public var offset: Int { position }

    func failure(_ reason: String) -> JSONError { JSONError(offset: position, reason: reason) }

    @inlinable mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position &+= 1
            default: return
            }
        }
    }

    /// The first byte of the next value, or nil at the end of the input.
    @inlinable public mutating func peek() -> UInt8? {
        skipSpace()
        return position < bytes.count ? bytes[position] : nil
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        guard peek() == byte else { throw failure("expected \(what)") }
        position &+= 1
    }

    /// Enters an object. - Throws: ``JSONError`` when the next value is not one.
    public mutating func beginObject() throws(JSONError) {
        try expect(UInt8(ascii: "{"), "an object")
        first = true
    }

    /// Enters an array. - Throws: ``JSONError`` when the next value is not one.
    public mutating func beginArray() throws(JSONError) {
        try expect(UInt8(ascii: "["), "an array")
        first = true
    }

    /// The raw bytes of the next key of the object entered last, or nil when the object ends, which is then left.
    public mutating func nextKey() throws(JSONError) -> UnsafeBufferPointer<UInt8>? {
        guard let byte = peek() else { throw failure("unfinished object") }
        if byte == UInt8(ascii: "}") {
            position &+= 1
            first = false
            return nil
        }
        if !first {
            try expect(UInt8(ascii: ","), "a comma or the end of the object")
            skipSpace()
        }
        first = false
        guard peek() == UInt8(ascii: "\"") else { throw failure("expected a field name") }
        let (name, _) = try stringBody()
        try expect(UInt8(ascii: ":"), "a colon")
        return name
    }

    /// True when the array entered last has another element, which is then next; false when it ended, which is then left.
    public mutating func nextElement() throws(JSONError) -> Bool {
        guard let byte = peek() else { throw failure("unfinished array") }
        if byte == UInt8(ascii: "]") {
            position &+= 1
            first = false
            return false
        }
        if !first { try expect(UInt8(ascii: ","), "a comma or the end of the array") }
        first = false
        return true
    }

    /// The next value. - Throws: ``JSONError`` when it is an array, an object or not JSON.
    public mutating func scalar() throws(JSONError) -> Scalar {
        guard let byte = peek() else { throw failure("expected a value") }
        switch byte {
        case UInt8(ascii: "\""):
            let (body, escapes) = try stringBody()
            return .string(body, hasEscapes: escapes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try numberBody())
        case UInt8(ascii: "t"): try word("true"); return .bool(true)
        case UInt8(ascii: "f"): try word("false"); return .bool(false)
        case UInt8(ascii: "n"): try word("null"); return .null
        default: throw failure("expected a text, a number, true, false or null")
        }
    }

    /// Passes over the next value, whatever it is. - Throws: ``JSONError`` when it is not JSON or nested deeper than `depth`.
    public mutating func skipValue(depth: Int = 32) throws(JSONError) {
        guard depth > 0 else { throw failure("nested too deeply") }
        switch peek() {
        case UInt8(ascii: "{"):
            try beginObject()
            while try nextKey() != nil { try skipValue(depth: depth - 1) }
        case UInt8(ascii: "["):
            try beginArray()
            while try nextElement() { try skipValue(depth: depth - 1) }
        default: _ = try scalar()
        }
        first = false
    }

    /// Checks that nothing but white space follows.
    public mutating func end() throws(JSONError) {
        guard peek() == nil else { throw failure("unexpected text after the value") }
    }

    private mutating func word(_ text: StaticString) throws(JSONError) {
        let count = text.utf8CodeUnitCount
        guard position &+ count <= bytes.count else { throw failure("unfinished value") }
        for index in 0..<count where bytes[position &+ index] != text.utf8Start[index] { throw failure("expected \(text)") }
        position &+= count
    }

    private mutating func stringBody() throws(JSONError) -> (UnsafeBufferPointer<UInt8>, Bool) {
        position &+= 1
        let start = position
        var escapes = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let body = UnsafeBufferPointer(rebasing: bytes[start..<position])
                position &+= 1
                return (body, escapes)
            }
            if byte == UInt8(ascii: "\\") {
                escapes = true
                position &+= 1
            } else if byte < 0x20 {
                throw failure("control character in a text")
            }
            position &+= 1
        }
        position = bytes.count
        throw failure("unfinished text")
    }

    private mutating func numberBody() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position &+= 1 }
        let whole = try digits()
        if whole > 1, bytes[position &- whole] == UInt8(ascii: "0") { throw failure("leading zero in a number") }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position &+= 1
            _ = try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position &+= 1 }
            _ = try digits()
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    private mutating func digits() throws(JSONError) -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position &+= 1 }
        guard position > start else { throw failure("expected a digit") }
        return position &- start
    }
}
