import Brokerage

/// Which of two numbers in `3/4/2026` is the month.
enum SlashOrder: Sendable { case monthFirst, dayFirst, unknown }

/// Reads the date shapes of terminals, spreadsheets and exports into what the server's clock showed.
struct WallTime: Sendable {
    var slashOrder = SlashOrder.unknown

    /// Looks at all dates with slashes: a number above 12 cannot be a month.
    static func detect(_ table: Table) -> WallTime {
        for row in table.rows {
            for cell in row.cells {
                var copy = cell.text
                let order = copy.withUTF8 { bytes -> SlashOrder in
                    guard bytes.count >= 8, bytes[0] &- UInt8(ascii: "0") < 10, bytes.contains(UInt8(ascii: "/")) else { return .unknown }
                    var scanner = DigitScanner(bytes: bytes)
                    guard let first = scanner.number(), first.digits <= 2, scanner.skip(UInt8(ascii: "/")), let second = scanner.number(),
                        scanner.skip(UInt8(ascii: "/")), let year = scanner.number(), year.digits == 4
                    else { return .unknown }
                    return first.value > 12 ? .dayFirst : second.value > 12 ? .monthFirst : .unknown
                }
                if order != .unknown { return WallTime(slashOrder: order) }
            }
        }
        return WallTime()
    }

    /// Whether the text has the shape of a date, whatever its numbers mean.
    func looksLikeDate(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            guard (8...32).contains(bytes.count), bytes[0] &- UInt8(ascii: "0") < 10 else { return false }
            var scanner = DigitScanner(bytes: bytes)
            guard let first = scanner.number(), let mark = scanner.mark(), let second = scanner.number(), second.digits <= 2,
                scanner.skip(mark), let third = scanner.number()
            else { return false }
            return (first.digits == 4 && third.digits <= 2) || (first.digits <= 2 && third.digits == 4)
        }
    }

    /// The clock's reading, taken as if it were UTC. Nil for what is no date, or for one that can be read two ways.
    func wall(_ text: String) -> Timestamp? {
        var copy = text
        return copy.withUTF8 { wall($0) }
    }

    func wall(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        var scanner = DigitScanner(bytes: bytes)
        guard let first = scanner.number() else { return nil }
        guard let mark = scanner.mark() else { return nil }
        guard let second = scanner.number(), scanner.skip(mark) else {
            return mark == UInt8(ascii: ".") ? serial(bytes) : nil
        }
        guard let third = scanner.number() else { return nil }
        guard let (year, month, day) = date(first, second, third, mark), let time = scanner.timeOfDay(), scanner.isAtEnd else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second, microsecond: time.microsecond)?.asUTC
    }

    /// A date that a sheet shows as its bare number because the style was lost.
    private func serial(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard let days = Double(String(decoding: bytes, as: UTF8.self)), days > 30_000, days < 80_000 else { return nil }
        return SerialDate(days: days)?.wall
    }

    private func date(_ first: DigitScanner.Number, _ second: DigitScanner.Number, _ third: DigitScanner.Number, _ mark: UInt8) -> (Int, Int, Int)? {
        if first.digits == 4 { return (first.value, second.value, third.value) }
        guard third.digits == 4 else { return nil }
        if mark != UInt8(ascii: "/") { return (third.value, second.value, first.value) }
        return switch slashOrder {
        case .monthFirst: (third.value, first.value, second.value)
        case .dayFirst: (third.value, second.value, first.value)
        case .unknown: first.value == second.value ? (third.value, first.value, second.value) : nil
        }
    }
}

/// Takes a text of digits and marks apart.
struct DigitScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    struct Number {
        var value: Int
        var digits: Int
    }

    struct TimeOfDay {
        var hour = 0
        var minute = 0
        var second = 0
        var microsecond = 0
    }

    var isAtEnd: Bool { index == bytes.count }

    /// Up to nine digits.
    mutating func number() -> Number? {
        var number = Number(value: 0, digits: 0)
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10, number.digits < 9 {
            number.value = number.value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            number.digits += 1
            index += 1
        }
        return number.digits > 0 ? number : nil
    }

    /// The mark between the parts of a date.
    mutating func mark() -> UInt8? {
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "/") else {
            return nil
        }
        index += 1
        return bytes[index - 1]
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// `HH:MM[:SS[.ffffff]] [AM|PM] [Z]`, or nothing: midnight.
    mutating func timeOfDay() -> TimeOfDay? {
        guard !isAtEnd else { return TimeOfDay() }
        guard skip(0x20) || skip(UInt8(ascii: ",")) || skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) else { return nil }
        while skip(0x20) {}
        guard let hour = number(), skip(UInt8(ascii: ":")), let minute = number() else { return nil }
        var time = TimeOfDay(hour: hour.value, minute: minute.value)
        if skip(UInt8(ascii: ":")) {
            guard let second = number() else { return nil }
            time.second = second.value
            if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
                guard let fraction = microseconds() else { return nil }
                time.microsecond = fraction
            }
        }
        while skip(0x20) {}
        if let isAfternoon = halfDay() {
            guard (1...12).contains(time.hour) else { return nil }
            time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
        }
        _ = skip(UInt8(ascii: "Z"))
        return time
    }

    private mutating func microseconds() -> Int? {
        var value = 0
        var digits = 0
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
            if digits < 6 { value = value * 10 + Int(bytes[index] - UInt8(ascii: "0")) }
            digits += 1
            index += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 6)..<6 { value *= 10 }
        return value
    }

    private mutating func halfDay() -> Bool? {
        guard index + 1 < bytes.count, bytes[index + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
        let letter = bytes[index] | 0x20
        guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
        index += 2
        return letter == UInt8(ascii: "p")
    }
}
