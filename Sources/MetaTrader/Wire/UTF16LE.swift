/// The text form of everything on the TCP transport: UTF-16 with the low byte first and no byte order mark.
enum UTF16LE {
    /// Appends a text.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        for unit in text.utf16 { append(unit, to: &bytes) }
    }

    /// Appends UTF-8 bytes as UTF-16. Bytes that are no UTF-8 become U+FFFD.
    static func append(utf8: [UInt8], to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + 2 * utf8.count)
        append(String(decoding: utf8, as: UTF8.self), to: &bytes)
    }

    static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: unit))
        bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
    }

    /// The unit whose first byte stands at `index`; the caller has checked that both bytes are there.
    @inline(__always) static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
        UInt16(bytes[index]) | UInt16(bytes[index &+ 1]) << 8
    }

    /// Turns UTF-16 into UTF-8 bytes. A lone half of a surrogate pair becomes U+FFFD; an odd byte at the end is left out.
    static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 2)
        var index = 0
        while index &+ 1 < bytes.count {
            let unit = unit(bytes, index)
            index &+= 2
            if unit < 0x80 {
                output.append(UInt8(truncatingIfNeeded: unit))
                continue
            }
            var scalar = UInt32(unit)
            if unit & 0xF800 == 0xD800 {
                scalar = 0xFFFD
                if unit < 0xDC00, index &+ 1 < bytes.count {
                    let low = self.unit(bytes, index)
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
                        index &+= 2
                    }
                }
            }
            append(scalar: scalar, to: &output)
        }
        return output
    }

    private static func append(scalar: UInt32, to output: inout [UInt8]) {
        func tail(_ shift: UInt32) { output.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> shift & 0x3F)) }
        if scalar < 0x800 {
            output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        } else if scalar < 0x10000 {
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            tail(6)
        } else {
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            tail(12)
            tail(6)
        }
        tail(0)
    }
}
