/// A person's address, as they sign in with it. Kept in lower case; two that differ only in case are one.
public struct EmailAddress: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String

    /// Nil unless it has one `@` with text on both sides, no space or control character, and at most 254 bytes.
    public init?(rawValue: String) {
        let parts = rawValue.split(separator: "@", omittingEmptySubsequences: false)
        guard rawValue.utf8.count <= 254, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            rawValue.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        self.rawValue = rawValue.lowercased()
    }

    public var description: String { rawValue }
}
