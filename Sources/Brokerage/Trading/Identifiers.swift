/// A connection of a tenant: the `id` of its row in `api_connections`.
public struct ConnectionID: RawRepresentable, Hashable, Sendable, Comparable, BitwiseCopyable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A client account of a tenant: the `id` of its row in `client_accounts`.
public struct AccountID: RawRepresentable, Hashable, Sendable, Comparable, BitwiseCopyable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A stored deal of a tenant: the `id` of its row in `deals`, which grows in order of arrival.
public struct DealID: RawRepresentable, Hashable, Sendable, Comparable, BitwiseCopyable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
