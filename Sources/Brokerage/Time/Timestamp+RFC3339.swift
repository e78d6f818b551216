extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-03-01T12:00:00.000Z`. The format has four digits for the year: instants outside
    /// of the years 1 to 9999 are written as the nearest inside.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends what ``description`` says.
    public func append(to bytes: inout [UInt8]) {
        let civil = CivilTime(min(max(self, Timestamp.firstWritten), Timestamp.lastWritten))
        append(civil.year, 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(civil.month, 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(civil.day, 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        append(civil.hour, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(civil.minute, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(civil.second, 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        append(civil.microsecond / 1000, 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private func append(_ value: Int, _ digits: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    private static let firstWritten = Timestamp(seconds: -62_135_596_800)
    private static let lastWritten = Timestamp(microseconds: 253_402_300_799_999_999)

    /// Reads an RFC 3339 time with any offset and up to microseconds (further digits are dropped). Nil for anything else.
    public init?(rfc3339 text: String) {
        var copy = text
        guard let instant = copy.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
        self = instant
    }

    /// As ``init(rfc3339:)-(String)``, from bytes.
    public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
            let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2)
        else { return nil }
        var index = 19
        var microsecond = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            var weight = 100_000
            while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
                microsecond += Int(bytes[index] - UInt8(ascii: "0")) * weight
                weight /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        // A leap second is read as the second before it, as POSIX clocks do.
        guard index < bytes.count,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second == 60 ? 59 : second, microsecond: microsecond)
        else { return nil }
        if bytes[index] | 0x20 == UInt8(ascii: "z"), index + 1 == bytes.count {
            self = civil.asUTC
            return
        }
        let sign: Int64 = bytes[index] == UInt8(ascii: "+") ? 1 : bytes[index] == UInt8(ascii: "-") ? -1 : 0
        guard sign != 0, index + 6 == bytes.count, bytes[index + 3] == UInt8(ascii: ":"),
            let hours = number(bytes, index + 1, 2), let minutes = number(bytes, index + 4, 2), hours < 24, minutes < 60
        else { return nil }
        self = Timestamp(microseconds: civil.asUTC.microseconds - sign * Int64(hours * 3600 + minutes * 60) * 1_000_000)
    }
}

private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<(start + count) {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
    }
    return value
}
