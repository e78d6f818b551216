/// Gathers a cell's text, with white space of every kind collapsed to single blanks and invisible marks left out.
struct CellText {
    private var bytes: [UInt8] = []
    private var isBlankPending = false

    init() { bytes.reserveCapacity(256) }

    var count: Int { bytes.count }
    var isEmpty: Bool { bytes.isEmpty }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        isBlankPending = false
    }

    /// The text gathered so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func appendBlank() { isBlankPending = !bytes.isEmpty }

    mutating func append(_ byte: UInt8) {
        if byte <= 0x20 { return appendBlank() }
        if isBlankPending {
            bytes.append(0x20)
            isBlankPending = false
        }
        bytes.append(byte)
    }

    mutating func append(scalar: UInt32) {
        if CellText.isBlank(scalar) { return appendBlank() }
        if CellText.isInvisible(scalar) { return }
        if isBlankPending {
            bytes.append(0x20)
            isBlankPending = false
        }
        TextDecoding.append(CellText.plainDigit(scalar) ?? scalar, to: &bytes)
    }

    /// Digits of other scripts as the ones that numbers are read from.
    private static func plainDigit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x660...0x669: scalar - 0x660 + 0x30
        case 0x6F0...0x6F9: scalar - 0x6F0 + 0x30
        case 0xFF10...0xFF19: scalar - 0xFF10 + 0x30
        case 0x66B: 0x2E
        case 0x66C: 0x2C
        default: nil
        }
    }

    /// Appends UTF-8 text as it stands in a file.
    mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = source[index]
            guard byte >= 0xC2 else {
                append(byte)
                index += 1
                continue
            }
            let (scalar, length) = CellText.scalar(source, index, range.upperBound)
            append(scalar: scalar)
            index += length
        }
    }

    private static func scalar(_ source: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> (UInt32, Int) {
        let lead = source[index]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= end else { return (0xFFFD, end - index) }
        var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(source[index + offset] & 0x3F) }
        return (value, length)
    }

    private static func isBlank(_ scalar: UInt32) -> Bool {
        scalar <= 0x20 || scalar == 0xA0 || scalar == 0x202F || scalar == 0x3000 || (0x2000...0x200A).contains(scalar)
    }

    /// Marks of writing direction and width, which right-to-left languages put around numbers.
    private static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
        default: false
        }
    }
}

extension String {
    /// The text as a cell holds it: white space collapsed, invisible marks left out.
    var asCellText: String {
        var gathered = CellText()
        var copy = self
        copy.withUTF8 { gathered.append($0, 0..<$0.count) }
        return gathered.text
    }
}
