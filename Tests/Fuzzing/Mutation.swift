/// Changes to an input, drawn from a seed so that a failing one is found again: the kinds that parsers stumble over.
public struct Mutation {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// One to six changes of an input; another input of the same target may be spliced in.
    public mutating func mutate(_ input: [UInt8], with others: [[UInt8]]) -> [UInt8] {
        var bytes = input
        for _ in 0...below(6) { change(&bytes, others) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
        guard !bytes.isEmpty else { return bytes.append(byte()) }
        let place = below(bytes.count)
        switch below(9) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes[place] = byte()
        case 2: bytes.insert(byte(), at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(16)))
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + below(64))], at: below(bytes.count))
        case 6: bytes.insert(contentsOf: Mutation.words[below(Mutation.words.count)], at: place)
        case 7: splice(&bytes, at: place, others)
        default: bytes.insert(contentsOf: repeatElement(bytes[place], count: 1 + below(300)), at: place)
        }
    }

    private mutating func splice(_ bytes: inout [UInt8], at place: Int, _ others: [[UInt8]]) {
        guard let other = others.isEmpty ? nil : others[below(others.count)], !other.isEmpty else { return }
        bytes.replaceSubrange(place..., with: other[below(other.count)...])
    }

    /// What stands for trouble in texts: ends of ranges, broken encodings, quotes, brackets.
    private static let words: [[UInt8]] = [
        "9223372036854775807", "-9223372036854775808", "1e999", "-0", "0.000000001", "NaN", "null", "\u{FEFF}", "\u{0}", "\"", "\\u0000",
        "\\ud800", "[[[[[[[[", "{{{{", "=", "|", ".", ";", "\r\n", "<tr>", "&#x110000;", "2026-02-30", "99999999999999999999999999",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00, 0xD8]]

    private mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
    private mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
