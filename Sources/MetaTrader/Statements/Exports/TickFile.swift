import Brokerage

/// Reads tick files, of which each source has its own shape. Lines are read as bytes: these files are long.
struct TickFile {
    /// The shapes that are known.
    enum Shape: Equatable {
        /// `<DATE> <TIME> <BID> <ASK> …` by tabs, from the terminal; an empty price is the one before.
        case terminal
        /// `timestamp,bid,ask`, with an epoch or a date.
        case timestamp(isAskFirst: Bool, isUTC: Bool)
        /// `YYYYMMDD HHMMSSmmm,bid,ask,…` without a head.
        case compact
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let shape: Shape
    private let symbol: String
    private let clock: ServerClock
    private var last: (bid: Price, ask: Price) = (.zero, .zero)

    /// Nil when the first line is that of no known tick file.
    static func read(_ bytes: [UInt8], name: String, options: StatementOptions) throws(StatementError) -> Statement? {
        guard let (shape, separator, start, line) = shape(of: bytes) else { return nil }
        guard let symbol = options.symbol ?? symbol(inName: name) else {
            throw StatementError(code: .ambiguous, reason: "the file names no symbol, and neither does its name “\(name.shortened)”")
        }
        var statement = Statement(kind: .tickCSV)
        // This source writes New York time without daylight saving.
        let clock = shape == .compact ? ServerClock(standardOffset: -5 * 3600) : options.clock
        if shape == .compact {
            statement.warnings.append("Times are taken as New York standard time (UTC−5) all year, as the source of this shape writes them.")
        }
        var file = TickFile(bytes: bytes, separator: separator, shape: shape, symbol: symbol, clock: clock)
        statement.ticks = try file.ticks(from: start, line: line)
        return statement
    }

    private init(bytes: [UInt8], separator: UInt8, shape: Shape, symbol: String, clock: ServerClock) {
        (self.bytes, self.separator, self.shape, self.symbol, self.clock) = (bytes, separator, shape, symbol, clock)
    }

    // MARK: Shapes

    private static func shape(of bytes: [UInt8]) -> (Shape, UInt8, start: Int, line: Int)? {
        let end = bytes.prefix(4096).firstIndex(of: UInt8(ascii: "\n")) ?? min(bytes.count, 4096)
        let first = String(decoding: bytes[..<end], as: UTF8.self).asCellText.lowercased()
        if first.hasPrefix("<date>"), first.contains("<bid>"), first.contains("<ask>") {
            let separator = bytes[..<end].contains(UInt8(ascii: "\t")) ? UInt8(ascii: "\t") : UInt8(ascii: ",")
            return (.terminal, separator, min(end + 1, bytes.count), 2)
        }
        let separator =
            bytes[..<end].contains(UInt8(ascii: ";"))
            ? UInt8(ascii: ";") : bytes[..<end].contains(UInt8(ascii: "\t")) ? UInt8(ascii: "\t") : UInt8(ascii: ",")
        let fields = bytes[..<end].split(separator: separator, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self).asCellText.lowercased()
        }
        if fields.count >= 3, isCompact(fields[0]) { return (.compact, separator, 0, 1) }
        guard fields.count >= 3, let bid = fields.firstIndex(of: "bid"), let ask = fields.firstIndex(of: "ask"), Set([bid, ask]) == [1, 2],
            ["time", "date", "stamp"].contains(where: { fields[0].contains($0) })
        else { return nil }
        let isUTC = fields[0].contains("gmt") || fields[0].contains("utc")
        return (.timestamp(isAskFirst: ask < bid, isUTC: isUTC), separator, min(end + 1, bytes.count), 2)
    }

    private static func isCompact(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 18 || bytes.count == 15, bytes[8] == 0x20 else { return false }
        return bytes.enumerated().allSatisfy { $0.offset == 8 || $0.element &- UInt8(ascii: "0") < 10 }
    }

    /// The first part of a file name that looks like a symbol: `EURUSD_2024.csv`, `DAT_ASCII_EURUSD_T_202401.csv`.
    private static func symbol(inName name: String) -> String? {
        let stem =
            name.split(separator: "/").last.map(String.init)?.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(
                separator: ".") ?? name
        let parts = stem.split { $0 == "_" || $0 == " " || $0 == "-" }.map(String.init)
        let pair = parts.first { part in
            part.count >= 6 && part.prefix(6).allSatisfy { $0.isASCII && $0.isLetter && $0.isUppercase }
        }
        if let pair { return pair }
        guard let first = parts.first, first.contains(where: \.isLetter), !["ticks", "tick", "dat", "data", "export"].contains(first.lowercased())
        else { return nil }
        return first
    }

    // MARK: Lines

    private mutating func ticks(from start: Int, line firstLine: Int) throws(StatementError) -> [Tick] {
        var ticks: [Tick] = []
        ticks.reserveCapacity(min(bytes.count / 40, 1 << 22))
        let result: Result<Void, StatementError> = bytes.withUnsafeBufferPointer { buffer in
            var index = start
            var line = firstLine
            var fields: [Range<Int>] = []
            do throws(StatementError) {
                while index < buffer.count {
                    var end = index
                    fields.removeAll(keepingCapacity: true)
                    var fieldStart = index
                    while end < buffer.count, buffer[end] != UInt8(ascii: "\n") {
                        if buffer[end] == separator, fields.count < 12 {
                            fields.append(fieldStart..<end)
                            fieldStart = end + 1
                        }
                        end += 1
                    }
                    let last = end > fieldStart && buffer[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
                    fields.append(fieldStart..<last)
                    if last > index, let tick = try tick(buffer, fields, line) { ticks.append(tick) }
                    index = end + 1
                    line += 1
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        return ticks
    }

    private mutating func tick(_ buffer: UnsafeBufferPointer<UInt8>, _ fields: [Range<Int>], _ line: Int) throws(StatementError) -> Tick? {
        let first = shape == .terminal ? 2 : 1
        guard fields.count > first + 1 else { throw .row(line, "the line has \(fields.count) fields, too few for a tick") }
        let isAskFirst = if case .timestamp(true, _) = shape { true } else { false }
        let bid = try price(buffer, fields[isAskFirst ? first + 1 : first], line, before: last.bid)
        let ask = try price(buffer, fields[isAskFirst ? first : first + 1], line, before: last.ask)
        let time = try time(buffer, fields, line)
        last = (bid, ask)
        // Until both sides were seen once there is no quote.
        guard !bid.isZero, !ask.isZero else { return nil }
        return Tick(symbol: symbol, bid: bid, ask: ask, time: time)
    }

    private func price(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ line: Int, before: Price) throws(StatementError) -> Price {
        let field = UnsafeBufferPointer(rebasing: buffer[range])
        if field.isEmpty, shape == .terminal { return before }
        guard let price = Price(ascii: field) else {
            throw .row(line, "“\(String(decoding: field, as: UTF8.self).shortened)” is no price")
        }
        return price
    }

    private func time(_ buffer: UnsafeBufferPointer<UInt8>, _ fields: [Range<Int>], _ line: Int) throws(StatementError) -> Timestamp {
        let range = shape == .terminal ? fields[0].lowerBound..<fields[1].upperBound : fields[0]
        let field = UnsafeBufferPointer(rebasing: buffer[range])
        let found =
            switch shape {
            case .terminal: terminalTime(field)
            case .compact: compactTime(field)
            case .timestamp(_, let isUTC): timestamp(field, isUTC: isUTC)
            }
        guard let found else { throw .row(line, "“\(String(decoding: field, as: UTF8.self).shortened)” is no time") }
        return found
    }

    /// Date and time are two fields; the separator between them reads as the blank between date and time.
    private func terminalTime(_ field: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { copy in
            guard field.count <= copy.count else { return nil }
            for (index, byte) in field.enumerated() { copy[index] = byte == separator ? 0x20 : byte }
            return WallTime().wall(UnsafeBufferPointer(rebasing: copy[..<field.count])).map { clock.instant(ofWall: $0) }
        }
    }

    private func compactTime(_ field: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard field.count == 18 || field.count == 15, field[8] == 0x20 else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for index in start..<(start + count) {
                let digit = field[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(4, 2), let day = number(6, 2), let hour = number(9, 2), let minute = number(11, 2),
            let second = number(13, 2), let millisecond = field.count == 18 ? number(15, 3) : 0,
            let civil = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: millisecond * 1000)
        else { return nil }
        return clock.instant(ofWall: civil.asUTC)
    }

    /// An epoch counts in UTC: seconds, milliseconds or microseconds by its size. A date is the server's unless the head says otherwise.
    private func timestamp(_ field: UnsafeBufferPointer<UInt8>, isUTC: Bool) -> Timestamp? {
        if let epoch = epoch(field) { return epoch }
        guard let wall = WallTime().wall(field) else { return nil }
        return isUTC || field.last == UInt8(ascii: "Z") ? wall : clock.instant(ofWall: wall)
    }

    private func epoch(_ field: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        guard field.count <= 20, field.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") }) else { return nil }
        let text = String(decoding: field, as: UTF8.self)
        let points = field.count { $0 == UInt8(ascii: ".") }
        guard points <= 1, let whole = Int64(text.prefix { $0 != "." }), whole > 0 else { return nil }
        if whole < 100_000_000_000 { return Quantity(text).flatMap { $0.units > 0 ? Timestamp(microseconds: $0.units / 100) : nil } }
        return whole < 100_000_000_000_000 ? Timestamp(milliseconds: whole) : Timestamp(microseconds: whole)
    }
}
