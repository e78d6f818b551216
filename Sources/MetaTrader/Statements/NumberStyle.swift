import Brokerage

/// How a file writes its numbers. Terminals write `1 234.56`; spreadsheets rewrite that as the user's language has it.
struct NumberStyle: Equatable, Sendable {
    /// The decimal sign is a comma, and a point separates thousands.
    var hasDecimalComma = false

    /// Looks at the cells that hold nothing but a number with a comma. A comma before anything but three digits is a decimal sign.
    static func detect(_ table: Table) -> NumberStyle {
        var decimalCommas = 0
        var decimalPoints = 0
        for row in table.rows {
            for cell in row.cells where !cell.isNumber && cell.text.utf8.count <= 24 && isNumeric(cell.text) {
                guard let last = cell.text.utf8.last(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }) else { continue }
                let digitsAfter = cell.text.utf8.reversed().prefix { $0 != last }.count
                let kinds = (cell.text.contains(","), cell.text.contains("."))
                if last == UInt8(ascii: ","), kinds.1 || digitsAfter != 3 { decimalCommas += 1 }
                if last == UInt8(ascii: "."), kinds.0 || digitsAfter != 3 { decimalPoints += 1 }
            }
        }
        if decimalCommas == decimalPoints { return NumberStyle(hasDecimalComma: false) }
        return NumberStyle(hasDecimalComma: decimalCommas > decimalPoints)
    }

    private static func isNumeric(_ text: String) -> Bool {
        var digits = 0
        for byte in text.utf8 {
            if byte &- UInt8(ascii: "0") < 10 {
                digits += 1
                continue
            }
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") else {
                return false
            }
        }
        return digits > 0
    }

    /// The exact value of a cell; nil when it is not one number.
    func value<Value: FixedPoint>(_ cell: TableCell, as type: Value.Type = Value.self) -> Value? {
        cell.isNumber ? NumberStyle().value(cell.text) : value(cell.text)
    }

    /// The exact value of a text that holds one number and nothing else. Thousands may be separated by blanks, apostrophes, or the
    /// sign that is not the decimal one; groups must be of three digits. A minus may be a sign or a pair of brackets.
    func value<Value: FixedPoint>(_ text: String, as type: Value.Type = Value.self) -> Value? {
        var copy = text
        return copy.withUTF8 { source in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { plain in
                guard let count = normalize(source, into: plain) else { return nil }
                return Value(ascii: UnsafeBufferPointer(rebasing: plain[..<count]))
            }
        }
    }

    /// A whole number such as a ticket. Some sheets write it with thousands.
    func integer(_ text: String) -> Int64? {
        if let plain = Int64(text) { return plain }
        guard let value: Quantity = value(text), value.units % Quantity.scale == 0 else { return nil }
        return value.units / Quantity.scale
    }

    private func normalize(_ source: UnsafeBufferPointer<UInt8>, into plain: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        let decimal = hasDecimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
        let grouping = hasDecimalComma ? UInt8(ascii: ".") : UInt8(ascii: ",")
        var index = 0
        var end = source.count
        var count = 0
        var isNegative = false
        if end >= 2, source[0] == UInt8(ascii: "("), source[end - 1] == UInt8(ascii: ")") {
            isNegative = true
            index = 1
            end -= 1
        }
        // U+2212, the typographic minus.
        if end - index > 3, source[index] == 0xE2, source[index + 1] == 0x88, source[index + 2] == 0x92 {
            isNegative = true
            index += 3
        } else if index < end, source[index] == UInt8(ascii: "-") || source[index] == UInt8(ascii: "+") {
            isNegative = isNegative || source[index] == UInt8(ascii: "-")
            index += 1
        }
        while index < end, source[index] == 0x20 { index += 1 }
        if isNegative {
            plain[0] = UInt8(ascii: "-")
            count = 1
        }
        var inFraction = false
        var group = -1
        var digits = 0
        while index < end {
            let byte = source[index]
            index += 1
            guard count < plain.count else { return nil }
            if byte &- UInt8(ascii: "0") < 10 {
                plain[count] = byte
                count += 1
                digits += 1
                if group >= 0 { group += 1 }
            } else if byte == decimal, !inFraction {
                guard group < 0 || group == 3 else { return nil }
                plain[count] = UInt8(ascii: ".")
                count += 1
                inFraction = true
                group = -1
            } else if byte == 0x20 || byte == UInt8(ascii: "'") || byte == grouping, !inFraction {
                guard digits > 0, group < 0 ? digits <= 3 : group == 3 else { return nil }
                group = 0
            } else if byte | 0x20 == UInt8(ascii: "e"), digits > 0, group < 0 {
                return exponent(source, index - 1, end, plain, count)
            } else {
                return nil
            }
        }
        guard digits > 0, group < 0 || group == 3 else { return nil }
        return count
    }

    /// Copies an exponent, as spreadsheets write very small numbers.
    private func exponent(
        _ source: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ plain: UnsafeMutableBufferPointer<UInt8>, _ count: Int
    ) -> Int? {
        let rest = source[start..<end]
        guard rest.count <= 5, rest.count >= 2, count + rest.count <= plain.count else { return nil }
        var count = count
        for byte in rest {
            plain[count] = byte
            count += 1
        }
        return count
    }
}
