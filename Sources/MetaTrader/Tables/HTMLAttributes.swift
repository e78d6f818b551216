/// The attributes of a tag that say something about a table.
struct HTMLAttributes {
    var columnSpan = 1
    var rowSpan = 1
    var note = ""
    var isHidden = false
    /// `name` and `content` of a meta tag.
    var name = ""
    var content = ""

    /// Passes over a tag's attributes and its `>`. A `<` outside quotes ends a tag that was never closed.
    static func skip(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while next(bytes, &index) != nil {}
    }

    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> HTMLAttributes {
        var attributes = HTMLAttributes()
        while let (name, value) = next(bytes, &index) {
            // No attribute that is needed has a longer name, and most tags of a large table have none of these.
            guard (4...8).contains(name.count) else { continue }
            switch text(bytes, name).lowercased() {
            case "colspan": attributes.columnSpan = span(bytes, value)
            case "rowspan": attributes.rowSpan = span(bytes, value)
            case "title": attributes.note = decoded(bytes, value)
            case "class": attributes.isHidden = attributes.isHidden || names(bytes, value).contains("hidden")
            case "hidden": attributes.isHidden = true
            case "style": attributes.isHidden = attributes.isHidden || hides(bytes, value)
            case "name": attributes.name = text(bytes, value)
            case "content": attributes.content = decoded(bytes, value)
            default: break
            }
        }
        return attributes
    }

    /// The next attribute as two ranges; nil at the end of the tag, with the index behind it.
    private static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") { return nil }
            if byte == UInt8(ascii: ">") {
                index += 1
                return nil
            }
            if byte > 0x20, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "=") { break }
            index += 1
        }
        let start = index
        while index < bytes.count, !endsName(bytes[index]) { index += 1 }
        guard index > start else { return nil }
        let name = start..<index
        var ahead = index
        while ahead < bytes.count, bytes[ahead] <= 0x20, ahead - index < 64 { ahead += 1 }
        guard ahead < bytes.count, bytes[ahead] == UInt8(ascii: "=") else { return (name, index..<index) }
        ahead += 1
        while ahead < bytes.count, bytes[ahead] <= 0x20, ahead - index < 128 { ahead += 1 }
        index = ahead
        return (name, value(bytes, &index))
    }

    private static func value(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Range<Int> {
        guard index < bytes.count else { return index..<index }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            // A quote that is not closed within reason was no quote: looking for its end costs no more than the limit.
            let limit = min(bytes.count, index + TableLimits.cellBytes)
            var end = index + 1
            while end < limit, bytes[end] != quote { end += 1 }
            if end < limit {
                let range = (index + 1)..<end
                index = end + 1
                return range
            }
            index += 1
        }
        let start = index
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") { index += 1 }
        return start..<index
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "/")
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<min(range.upperBound, range.lowerBound + 4096)]), as: UTF8.self)
    }

    private static func names(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Substring] {
        text(bytes, range).lowercased().split(separator: " ")
    }

    private static func hides(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        text(bytes, range).lowercased().filter { $0 != " " }.contains("display:none")
    }

    /// A span of at least one. Whatever a file claims, no more than the limit is believed.
    private static func span(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var value = 0
        for byte in bytes[range] {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = min(value * 10 + Int(digit), TableLimits.span)
        }
        return max(value, 1)
    }

    private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        var gathered = CellText()
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = HTMLEntities.scalar(in: bytes, at: index), end <= range.upperBound {
                gathered.append(scalar: scalar)
                index = end
                continue
            }
            let start = index
            index += 1
            while index < range.upperBound, bytes[index] != UInt8(ascii: "&") { index += 1 }
            gathered.append(bytes, start..<index)
        }
        return gathered.text
    }
}
