extension FixedPoint {
    /// Reads `-1234.5678` or `1.5e-3`. More than eight places are rounded, half away from zero.
    /// - Returns: nil when it is not a decimal number or out of range.
    public init?(_ text: String) {
        var copy = text
        guard let value = copy.withUTF8({ Self(ascii: $0) }) else { return nil }
        self = value
    }

    /// As ``init(_:)``, from bytes.
    public init?(ascii bytes: UnsafeBufferPointer<UInt8>) {
        guard let units = parseUnits(bytes) else { return nil }
        self.init(units: units)
    }

    /// The decimal with no zeros at its end beyond ``minimumPlaces``.
    public var description: String { text(places: Self.minimumPlaces, exactly: false) }

    /// The decimal with that many places (0 to 8), rounded half away from zero.
    public func text(places: Int) -> String { text(places: places, exactly: true) }

    private func text(places: Int, exactly: Bool) -> String {
        var bytes: [UInt8] = []
        append(to: &bytes, places: places, exactly: exactly)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends what ``description`` says.
    public func append(to bytes: inout [UInt8]) { append(to: &bytes, places: Self.minimumPlaces, exactly: false) }

    /// Appends what ``text(places:)`` says.
    public func append(to bytes: inout [UInt8], places: Int) { append(to: &bytes, places: places, exactly: true) }

    private func append(to bytes: inout [UInt8], places: Int, exactly: Bool) {
        var magnitude = units.magnitude
        if exactly, places < 8 {
            let step = powersOfTen[8 - places]
            magnitude = (magnitude + step / 2) / step * step
        }
        if units < 0, magnitude != 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: UInt64(Self.scale))
        bytes.append(contentsOf: String(whole).utf8)
        var digits = 8
        var rest = fraction
        if exactly {
            rest /= powersOfTen[8 - places]
            digits = places
        } else {
            while digits > places, rest % 10 == 0 {
                rest /= 10
                digits -= 1
            }
        }
        guard digits > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        let start = bytes.count
        for _ in 0..<digits { bytes.append(UInt8(ascii: "0")) }
        var index = start + digits - 1
        while rest > 0 {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            index -= 1
        }
    }
}

private let powersOfTen: [UInt64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

/// Digits are gathered as one whole number with a decimal exponent, then brought to eight places.
private func parseUnits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var index = 0
    var negative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        negative = sign == UInt8(ascii: "-")
        index = 1
    }
    var value: UInt64 = 0
    var places = 0
    var digits = 0
    var seenPoint = false
    var roundUp = false
    var dropped = 0
    while index < bytes.count {
        let byte = bytes[index]
        let digit = byte &- UInt8(ascii: "0")
        if digit < 10 {
            digits += 1
            if seenPoint, places >= 12 {
                // Past twelve places nothing changes eight but noise.
            } else if value > (UInt64.max - 9) / 10 {
                guard seenPoint else { return nil }
                if dropped == 0 { roundUp = digit >= 5 }
                dropped += 1
            } else {
                value = value * 10 + UInt64(digit)
                if seenPoint { places += 1 }
            }
        } else if byte == UInt8(ascii: "."), !seenPoint {
            seenPoint = true
        } else {
            break
        }
        index += 1
    }
    guard digits > 0 else { return nil }
    if roundUp { value += 1 }
    var exponent = 8 - places
    if index < bytes.count {
        guard bytes[index] | 0x20 == UInt8(ascii: "e"),
            let power = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)), (-63...63).contains(power)
        else { return nil }
        exponent += power
    }
    while exponent > 0, value != 0 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
        exponent -= 1
    }
    while exponent < 0, value != 0 {
        let last = exponent == -1
        value = last ? (value + 5) / 10 : value / 10
        exponent += 1
    }
    guard value <= UInt64(Int64.max) else { return nil }
    return negative ? -Int64(value) : Int64(value)
}
