/// Whose records are asked for. The server takes one of them only.
public enum MT5Selection: Sendable, Equatable {
    /// Accounts of the groups a mask takes in, as in `real\*,!real\test\*`.
    case groups(String)
    case logins([Int64])

    var parameter: (name: String, value: MT5Request.Value) {
        switch self {
        case .groups(let mask): ("group", .text(mask))
        case .logins(let logins): ("login", .list(logins.map { String($0) }))
        }
    }
}

/// A span of the server's own clock, in its seconds since 1970, both ends taken in.
public struct MT5Span: Sendable, Equatable {
    public var from: Int64
    public var to: Int64

    public init(from: Int64, to: Int64) { (self.from, self.to) = (from, to) }

    var parameters: [(name: String, value: MT5Request.Value)] { [("from", .text(String(from))), ("to", .text(String(to)))] }
}

/// Part of a long list.
public struct MT5Page: Sendable, Equatable {
    /// The most records that servers give at once; some builds give more.
    public static let most = 100

    public var offset: Int
    public var count: Int

    public init(offset: Int, count: Int = most) { (self.offset, self.count) = (offset, count) }

    var parameters: [(name: String, value: MT5Request.Value)] { [("offset", .text(String(offset))), ("total", .text(String(count)))] }
}
