/// Decodes the character references that occur in statements. None of them expands to more than one character.
enum HTMLEntities {
    /// The scalar behind the reference that starts at `start` with `&`, and the index after it; nil when it is none.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (scalar: UInt32, end: Int)? {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "#") { return numeric(bytes, index + 1) }
        let limit = min(bytes.count, index + 10)
        while index < limit, isNameByte(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
        guard let scalar = named[name] else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
        return (scalar, index)
    }

    private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (scalar: UInt32, end: Int)? {
        guard start < bytes.count else { return nil }
        let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
        var index = isHex ? start + 1 : start
        let first = index
        var value: UInt32 = 0
        while index < bytes.count, index < first + 8, let digit = digit(bytes[index], isHex) {
            value = min(value * (isHex ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > first else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
        return (value == 0 || value >= 0x110000 ? 0xFFFD : value, index)
    }

    private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
        let decimal = byte &- UInt8(ascii: "0")
        if decimal < 10 { return UInt32(decimal) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return isHex && letter < 6 ? UInt32(letter) + 10 : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    private static let named: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009,
        "minus": 0x2212, "ndash": 0x2013, "mdash": 0x2014, "lrm": 0x200E, "rlm": 0x200F, "shy": 0xAD, "copy": 0xA9, "reg": 0xAE,
        "trade": 0x2122, "hellip": 0x2026, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "euro": 0x20AC,
        "pound": 0xA3, "yen": 0xA5, "auml": 0xE4, "ouml": 0xF6, "uuml": 0xFC, "Auml": 0xC4, "Ouml": 0xD6, "Uuml": 0xDC, "szlig": 0xDF,
        "aacute": 0xE1, "eacute": 0xE9, "iacute": 0xED, "oacute": 0xF3, "uacute": 0xFA, "ntilde": 0xF1, "ccedil": 0xE7, "egrave": 0xE8,
        "agrave": 0xE0, "atilde": 0xE3, "otilde": 0xF5, "ecirc": 0xEA, "acirc": 0xE2,
    ]
}
