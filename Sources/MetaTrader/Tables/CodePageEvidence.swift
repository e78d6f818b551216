/// How well a text fits the code pages of East Asia, where a letter is two bytes.
enum DoubleByteEvidence {
    private struct Script {
        var page: CodePage
        var trail: @Sendable (UInt8) -> Bool
        /// First bytes of the letters that everyday text is made of.
        var common: @Sendable (UInt8, UInt8) -> Bool
    }

    private static let scripts = [
        Script(
            page: CodePage(936), trail: { $0 >= 0x40 && $0 != 0x7F && $0 != 0xFF },
            common: { (0xB0...0xD7).contains($0) && $1 >= 0xA1 }),
        Script(
            page: CodePage(950), trail: { (0x40...0x7E).contains($0) || (0xA1...0xFE).contains($0) },
            common: { first, _ in (0xA4...0xC6).contains(first) }),
        Script(
            page: CodePage(949), trail: { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x81...0xFE).contains($0) },
            common: { (0xB0...0xC8).contains($0) && $1 >= 0xA1 }),
        Script(
            page: CodePage(932), trail: { (0x40...0x7E).contains($0) || (0x80...0xFC).contains($0) },
            common: { first, _ in (0x82...0x97).contains(first) }),
    ]

    /// The code page in which every pair is a letter and most are common ones; nil when none fits.
    static func best(of bytes: [UInt8]) -> CodePage? {
        // Cyrillic letters lie above 0xC0 almost all; of two-byte letters a good part of the bytes lies below.
        let high = bytes.lazy.filter { $0 >= 0x80 && $0 != 0xA0 }.prefix(20_000)
        let upper = high.count { $0 >= 0xC0 || $0 == 0xA8 || $0 == 0xB8 }
        guard upper * 100 < high.count * 94 else { return nil }
        var best: (page: CodePage, share: Double)?
        for script in scripts {
            guard let share = share(of: bytes, script), share > 0.6 else { continue }
            // Simplified and traditional Chinese overlap; where both fit alike, simplified stands first in the list.
            if share > (best?.share ?? 0) + 0.1 { best = (script.page, share) }
        }
        return best?.page
    }

    private static func share(of bytes: [UInt8], _ script: Script) -> Double? {
        var pairs = 0
        var common = 0
        var index = 0
        while index < bytes.count, pairs < 20_000 {
            let lead = bytes[index]
            index += 1
            if lead < 0x80 { continue }
            let isHalfWidth = script.page == CodePage(932) && (0xA1...0xDF).contains(lead)
            if isHalfWidth { continue }
            guard lead != 0x80, lead != 0xFF, index < bytes.count, script.trail(bytes[index]) else { return nil }
            pairs += 1
            if script.common(lead, bytes[index]) { common += 1 }
            index += 1
        }
        return pairs == 0 ? nil : Double(common) / Double(pairs)
    }
}

/// How well a text fits the code pages in which a letter is one byte.
struct SingleByteEvidence {
    private var counts = [Int](repeating: 0, count: 256)
    private var high = 0
    private var inRuns = 0

    init(_ bytes: [UInt8]) {
        var run = 0
        for byte in bytes {
            guard byte >= 0x80, byte != 0xA0 else {
                if run >= 3 { inRuns += run }
                run = 0
                continue
            }
            counts[Int(byte)] += 1
            high += 1
            run += 1
            if high > 100_000 { break }
        }
        if run >= 3 { inRuns += run }
    }

    private func share(_ range: ClosedRange<Int>) -> Double {
        high == 0 ? 0 : Double(counts[range].reduce(0, +)) / Double(high)
    }

    private func share(of letters: [Int]) -> Double {
        high == 0 ? 0 : Double(letters.reduce(0) { $0 + counts[$1] }) / Double(high)
    }

    /// Whole words above 127 are Cyrillic, Greek, Hebrew or Arabic; single letters among Latin ones are accents.
    var page: CodePage {
        if high > 0, inRuns * 2 > high { return nonLatin }
        if share(of: [0x9C, 0x9F, 0xB3, 0xB9, 0xBF, 0x8C, 0xA3, 0xAF]) > 0.3 { return CodePage(1250) }
        if share(of: [0xFD, 0xFE, 0xF0, 0xDD, 0xDE, 0xD0]) > 0.4 { return CodePage(1254) }
        return CodePage(1252)
    }

    private var nonLatin: CodePage {
        if share(0xE0...0xFA) > 0.98, share(of: [0xE5, 0xE9]) > 0.12 { return CodePage(1255) }
        if share(of: [0xC7, 0xE1]) > 0.2 { return CodePage(1256) }
        if share(0xDC...0xDF) > 0.06, share(of: [0xE1, 0xEF]) > 0.1 { return CodePage(1253) }
        return CodePage(1251)
    }
}
