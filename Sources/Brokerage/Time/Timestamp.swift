/// An instant: microseconds since 1970-01-01 UTC.
public struct Timestamp: Hashable, Comparable, Sendable, BitwiseCopyable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }
    public init(milliseconds: Int64) { microseconds = milliseconds.multipliedReportingOverflow(by: 1000).partialValue }
    public init(seconds: Int64) { microseconds = seconds.multipliedReportingOverflow(by: 1_000_000).partialValue }

    public var milliseconds: Int64 { floorDivide(microseconds, 1000) }
    public var seconds: Int64 { floorDivide(microseconds, 1_000_000) }

    public static let distantPast = Timestamp(microseconds: .min / 2)
    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// Seconds from `other` to this instant.
    public func seconds(since other: Timestamp) -> Double { Double(microseconds &- other.microseconds) / 1e6 }

    public static func + (left: Self, right: Duration) -> Self { Self(microseconds: left.microseconds &+ right.microseconds) }
    public static func - (left: Self, right: Duration) -> Self { Self(microseconds: left.microseconds &- right.microseconds) }
    public static func - (left: Self, right: Self) -> Duration { .microseconds(left.microseconds &- right.microseconds) }
}

extension Duration {
    /// The duration in whole microseconds.
    public var microseconds: Int64 { components.seconds &* 1_000_000 &+ components.attoseconds / 1_000_000_000_000 }
}

func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value % divisor < 0 ? value / divisor - 1 : value / divisor
}
