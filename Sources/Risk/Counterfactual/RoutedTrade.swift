/// One trade of the past with what the house made, or would have made, in either book. USD, house side.
public struct RoutedTrade: Sendable, Equatable {
    /// UTC day since 1970 on which the result fell due.
    public var day: Int64
    public var kept: Double
    public var covered: Double
    /// What the policy would have covered, by what was known when the trade was opened.
    public var isRouted: Bool
    /// Whether it was covered in fact.
    public var wasCovered: Bool
    /// Opened, in USD.
    public var notional: Double

    public init(day: Int64, kept: Double, covered: Double, isRouted: Bool, wasCovered: Bool, notional: Double) {
        (self.day, self.kept, self.covered) = (day, kept, covered)
        (self.isRouted, self.wasCovered, self.notional) = (isRouted, wasCovered, notional)
    }

    var routed: Double { isRouted ? covered : kept }
    var current: Double { wasCovered ? covered : kept }
}
