/// Reads an XML text piece by piece. Entities other than the five of XML itself and numbers are not expanded, document types are
/// passed over: nothing in a file can make it grow.
struct XMLReader {
    enum Token: Equatable {
        /// An element begins. `<a/>` gives a start and an end.
        case start(name: String, attributes: [String: String])
        case end(name: String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    private var pendingEnd: String?

    /// - Parameter bytes: UTF-8.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Names are given without their prefix. Nil at the end.
    mutating func next() throws(TableError) -> Token? {
        if let name = pendingEnd {
            pendingEnd = nil
            depth -= 1
            return .end(name: name)
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return .text(text()) }
            if skips("<!--") {
                try skip(past: "-->")
            } else if skips("<![CDATA[") {
                let start = index
                try skip(past: "]]>")
                return .text(String(decoding: bytes[start..<(index - 3)], as: UTF8.self))
            } else if skips("<?") {
                try skip(past: "?>")
            } else if skips("<!") {
                try skipDocumentType()
            } else {
                return try tag()
            }
        }
        guard depth == 0 else { throw TableError(code: .truncated, line: nil, reason: "a part of the workbook ends too early") }
        return nil
    }

    private mutating func skips(_ mark: StaticString) -> Bool {
        let count = mark.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != mark.utf8Start[offset] { return false }
        index += count
        return true
    }

    private mutating func skip(past mark: StaticString) throws(TableError) {
        while index < bytes.count {
            if skips(mark) { return }
            index += 1
        }
        throw TableError(code: .truncated, line: nil, reason: "a part of the workbook ends too early")
    }

    private mutating func skipDocumentType() throws(TableError) {
        var brackets = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "[") { brackets += 1 }
            if byte == UInt8(ascii: "]") { brackets -= 1 }
            if byte == UInt8(ascii: ">"), brackets <= 0 { return }
        }
        throw TableError(code: .truncated, line: nil, reason: "a part of the workbook ends too early")
    }

    private mutating func tag() throws(TableError) -> Token {
        index += 1
        let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let name = self.name()
        var attributes: [String: String] = [:]
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return try finish(name, attributes, isEnd: isEnd, isEmpty: false)
            }
            if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") {
                index += 2
                return try finish(name, attributes, isEnd: isEnd, isEmpty: true)
            }
            guard byte > 0x20, byte != UInt8(ascii: "/") else {
                index += 1
                continue
            }
            let key = self.name()
            guard !key.isEmpty, let value = attributeValue(), attributes.count < 64 else {
                throw TableError(code: .malformed, line: nil, reason: "a part of the workbook is not XML")
            }
            attributes[key] = value
        }
        throw TableError(code: .truncated, line: nil, reason: "a part of the workbook ends too early")
    }

    private mutating func finish(_ name: String, _ attributes: [String: String], isEnd: Bool, isEmpty: Bool) throws(TableError) -> Token {
        if isEnd {
            depth -= 1
            guard depth >= 0 else { throw TableError(code: .malformed, line: nil, reason: "a part of the workbook is not XML") }
            return .end(name: name)
        }
        depth += 1
        guard depth <= TableLimits.nesting else {
            throw TableError(code: .tooLarge, line: nil, reason: "a part of the workbook is nested too deeply")
        }
        if isEmpty { pendingEnd = name }
        return .start(name: name, attributes: attributes)
    }

    /// A name without its prefix.
    private mutating func name() -> String {
        var start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "<") {
                break
            }
            index += 1
            if byte == UInt8(ascii: ":") { start = index }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func attributeValue() -> String? {
        while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "=") { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else { return nil }
        let quote = bytes[index]
        let start = index + 1
        guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
        index = end + 1
        return decoded(start..<end)
    }

    private mutating func text() -> String {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return decoded(start..<index)
    }

    private func decoded(_ range: Range<Int>) -> String {
        guard bytes[range].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[range], as: UTF8.self) }
        var result: [UInt8] = []
        bytes.withUnsafeBufferPointer { buffer in
            var index = range.lowerBound
            while index < range.upperBound {
                if buffer[index] == UInt8(ascii: "&"), let (scalar, end) = HTMLEntities.scalar(in: buffer, at: index), end <= range.upperBound {
                    TextDecoding.append(scalar, to: &result)
                    index = end
                } else {
                    result.append(buffer[index])
                    index += 1
                }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
