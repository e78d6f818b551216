/// Brings a file's bytes to UTF-8, whatever encoding MetaTrader or a spreadsheet wrote them in.
enum TextDecoding {
    /// What was found out about a file's encoding.
    struct Decoded {
        var bytes: [UInt8]
        var name: String
        /// True when nothing in the file says so and the letters had to tell; names and comments may be misread, figures not.
        var isGuess = false
        /// True when some bytes fit no character and were replaced.
        var hasReplacements = false
    }

    static func decode(_ bytes: [UInt8]) -> Decoded {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes[3...])) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, from: 2, high: 1) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, from: 2, high: 0) }
        if let high = placeOfZeroBytes(bytes) { return utf16(bytes, from: 0, high: high) }
        return utf8(bytes)
    }

    private static func utf8(_ bytes: [UInt8]) -> Decoded {
        if isUTF8(bytes) { return Decoded(bytes: bytes, name: "UTF-8") }
        let declared = CodePage.declared(in: bytes.prefix(4096))
        let page = declared ?? CodePage.guess(bytes)
        if let converted = page.convert(bytes) {
            return Decoded(bytes: converted, name: page.name, isGuess: declared == nil)
        }
        return Decoded(
            bytes: Array(String(decoding: bytes, as: UTF8.self).utf8), name: "UTF-8", isGuess: true, hasReplacements: true)
    }

    /// 1 when zero bytes stand at odd places (little-endian), 0 at even ones, nil when there are hardly any.
    private static func placeOfZeroBytes(_ bytes: [UInt8]) -> Int? {
        var zeros = [0, 0]
        let count = min(bytes.count, 4096) & ~1
        guard count >= 8 else { return nil }
        for index in 0..<count where bytes[index] == 0 { zeros[index & 1] += 1 }
        let pairs = count / 2
        if zeros[1] * 10 > pairs * 3, zeros[0] * 20 < pairs { return 1 }
        if zeros[0] * 10 > pairs * 3, zeros[1] * 20 < pairs { return 0 }
        return nil
    }

    private static func utf16(_ bytes: [UInt8], from start: Int, high: Int) -> Decoded {
        var decoded = Decoded(bytes: [], name: high == 1 ? "UTF-16LE" : "UTF-16BE")
        decoded.bytes.reserveCapacity(bytes.count / 2 + 16)
        decoded.hasReplacements = (bytes.count - start) & 1 == 1
        bytes.withUnsafeBufferPointer { source in
            var index = start
            func unit(_ at: Int) -> UInt32 { UInt32(source[at + high]) << 8 | UInt32(source[at + 1 - high]) }
            while index + 1 < source.count {
                var value = unit(index)
                index += 2
                if value < 0x80 {
                    decoded.bytes.append(UInt8(value))
                    continue
                }
                if value & 0xFC00 == 0xD800, index + 1 < source.count, unit(index) & 0xFC00 == 0xDC00 {
                    value = 0x10000 + (value & 0x3FF) << 10 + unit(index) & 0x3FF
                    index += 2
                } else if value & 0xF800 == 0xD800 {
                    decoded.hasReplacements = true
                    value = 0xFFFD
                }
                append(value, to: &decoded.bytes)
            }
        }
        return decoded
    }

    /// Appends a scalar's UTF-8 bytes. Surrogates and values past the last scalar are written as U+FFFD.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case ..<0x80: bytes.append(UInt8(scalar))
        case ..<0x800:
            bytes.append(0xC0 | UInt8(scalar >> 6))
            bytes.append(0x80 | UInt8(scalar & 0x3F))
        case 0xD800..<0xE000, 0x110000...: append(0xFFFD, to: &bytes)
        case ..<0x10000:
            bytes.append(0xE0 | UInt8(scalar >> 12))
            bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(scalar & 0x3F))
        default:
            bytes.append(0xF0 | UInt8(scalar >> 18))
            bytes.append(0x80 | UInt8(scalar >> 12 & 0x3F))
            bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(scalar & 0x3F))
        }
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { source in
            var index = 0
            while index < source.count {
                let lead = source[index]
                index += 1
                if lead < 0x80 { continue }
                let rest = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0
                guard rest > 0, index + rest <= source.count else { return false }
                let second = source[index]
                let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
                let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
                guard second >= lowest, second <= highest else { return false }
                for offset in 1..<max(rest, 1) where source[index + offset] & 0xC0 != 0x80 { return false }
                index += rest
            }
            return true
        }
    }
}
