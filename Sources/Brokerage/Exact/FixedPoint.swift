/// An exact decimal with eight places, held as a whole number of hundred-millionths.
///
/// Eight places are the finest that MetaTrader uses anywhere (`VolumeExt`, crypto deposit currencies), so every figure a trading
/// server states is held as it stands. The range is ±92 billion. Sums that would leave it stop at its end instead of trapping:
/// no input from outside may end the process.
public protocol FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    /// The value in hundred-millionths.
    var units: Int64 { get set }
    init(units: Int64)
    /// How many decimal places are always written, zeros included.
    static var minimumPlaces: Int { get }
}

extension FixedPoint {
    /// Hundred-millionths in one.
    public static var scale: Int64 { 100_000_000 }
    public static var zero: Self { Self(units: 0) }
    public static var minimumPlaces: Int { 0 }

    /// A whole number. Values past the range stop at its end.
    public init(_ whole: Int) {
        let (product, overflow) = Int64(whole).multipliedReportingOverflow(by: Self.scale)
        self.init(units: overflow ? (whole < 0 ? .min : .max) : product)
    }

    /// The nearest exact value to a statistic, half away from zero. Nil for what is not a number or out of range.
    public init?(rounding value: Double) {
        guard let units = Int64(exactly: (value * Double(Self.scale)).rounded()) else { return nil }
        self.init(units: units)
    }

    /// The nearest binary float: the one way from exact figures into statistics.
    public var statistic: Double { Double(units) / Double(Self.scale) }
    public var isZero: Bool { units == 0 }
    public var magnitude: Self { units < 0 ? .zero - self : self }

    public static func < (left: Self, right: Self) -> Bool { left.units < right.units }

    public static func + (left: Self, right: Self) -> Self {
        let (sum, overflow) = left.units.addingReportingOverflow(right.units)
        return Self(units: overflow ? (left.units < 0 ? .min : .max) : sum)
    }

    public static func - (left: Self, right: Self) -> Self {
        let (difference, overflow) = left.units.subtractingReportingOverflow(right.units)
        return Self(units: overflow ? (left.units < 0 ? .min : .max) : difference)
    }

    public static prefix func - (value: Self) -> Self { .zero - value }
    public static func += (left: inout Self, right: Self) { left = left + right }
    public static func -= (left: inout Self, right: Self) { left = left - right }
}
