/// An amount in one currency; which one stands beside it.
public struct Money: FixedPoint {
    public var units: Int64
    public init(units: Int64) { self.units = units }
    public static var minimumPlaces: Int { 2 }
}

/// A volume in lots. One hundred-millionth of a lot is MetaTrader's `VolumeExt` unit.
public struct Lots: FixedPoint {
    public var units: Int64
    public init(units: Int64) { self.units = units }
    public static var minimumPlaces: Int { 2 }

    /// From MetaTrader 5's `Volume`, in ten-thousandths of a lot.
    public init(tenThousandths volume: Int64) { self.init(units: volume.multipliedReportingOverflow(by: 10_000).partialValue) }
    /// From MetaTrader 4's `volume`, in hundredths of a lot.
    public init(hundredths volume: Int64) { self.init(units: volume.multipliedReportingOverflow(by: 1_000_000).partialValue) }
}

/// A price of a symbol, in its profit currency. It may be negative.
public struct Price: FixedPoint {
    public var units: Int64
    public init(units: Int64) { self.units = units }
}

/// Any other exact number a trading server states: contract size, tick size, swap rate.
public struct Quantity: FixedPoint {
    public var units: Int64
    public init(units: Int64) { self.units = units }
}
