/// A tenant's short name, safe as a folder name: 1 to 40 of `a-z`, `0-9` and `-`, not starting or ending with `-`.
public struct TenantSlug: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        guard (1...40).contains(rawValue.utf8.count), !rawValue.hasPrefix("-"), !rawValue.hasSuffix("-"),
            rawValue.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
