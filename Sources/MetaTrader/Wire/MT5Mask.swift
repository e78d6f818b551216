/// A list of names as MetaTrader's managers write them: commas between, `*` for anything, `!` for exclusion.
///
/// Order matters: of all entries that fit a name the last decides, so `*,!demo\*` is everything but the demo groups.
public struct MT5Mask: Sendable, Equatable {
    private struct Entry: Sendable, Equatable {
        var pattern: [UInt8]
        var excludes: Bool
    }

    private let entries: [Entry]

    public init(_ text: String) {
        entries = text.split(separator: ",").compactMap { part in
            let trimmed = part.drop { $0 == " " }
            let excludes = trimmed.hasPrefix("!")
            let pattern = Array((excludes ? trimmed.dropFirst() : trimmed).utf8)
            return pattern.isEmpty ? nil : Entry(pattern: pattern, excludes: excludes)
        }
    }

    public func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        guard let entry = entries.last(where: { Self.fits($0.pattern, name) }) else { return false }
        return !entry.excludes
    }

    /// Matches without recursion: on a mismatch the last star takes one character more.
    private static func fits(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var (place, index) = (0, 0)
        var star: (place: Int, index: Int)?
        while index < name.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, index)
                place += 1
            } else if place < pattern.count, pattern[place] == name[index] {
                place += 1
                index += 1
            } else if let last = star {
                star = (last.place, last.index + 1)
                (place, index) = (last.place + 1, last.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
