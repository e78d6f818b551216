/// So many in so long: a bucket that holds that many and fills evenly within that time.
public struct Allowance: Sendable, Hashable, LosslessStringConvertible {
    public let count: Int
    public let seconds: Int

    /// - Parameter text: `300/10s`: 1 to 1,000,000,000 in 1 to 86,400 seconds. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].last == "s", let count = Allowance.whole(parts[0]), let seconds = Allowance.whole(parts[1].dropLast()),
            (1...1_000_000_000).contains(count), (1...86_400).contains(seconds)
        else { return nil }
        (self.count, self.seconds) = (count, seconds)
    }

    init(_ count: Int, in seconds: Int) { (self.count, self.seconds) = (count, seconds) }

    public var description: String { "\(count)/\(seconds)s" }

    /// How many come back each second.
    var rate: Double { Double(count) / Double(seconds) }

    private static func whole(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
