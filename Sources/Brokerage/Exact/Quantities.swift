/// An amount in one currency; which one stands beside it.
public struct Money: FixedPoint, BitwiseCopyable {
    public var units: Int64
    public init(units: Int64) { self.units = units }
    public static var minimumPlaces: Int { 2 }
}

/// A volume in lots. One hundred-millionth of a lot is MetaTrader's `VolumeExt` unit.
public struct Lots: FixedPoint, BitwiseCopyable {
    public var units: Int64
    public init(units: Int64) { self.units = units }
    public static var minimumPlaces: Int { 2 }

    /// From MetaTrader 5's `Volume`, in ten-thousandths of a lot. Values past the range stop at its end.
    public init(tenThousandths volume: Int64) { self.init(volume, units: 10_000) }
    /// From MetaTrader 4's `volume`, in hundredths of a lot. Values past the range stop at its end.
    public init(hundredths volume: Int64) { self.init(volume, units: 1_000_000) }

    private init(_ volume: Int64, units: Int64) {
        let (product, overflow) = volume.multipliedReportingOverflow(by: units)
        self.init(units: overflow ? (volume < 0 ? .min : .max) : product)
    }
}

/// A price of a symbol, in its profit currency. It may be negative.
public struct Price: FixedPoint, BitwiseCopyable {
    public var units: Int64
    public init(units: Int64) { self.units = units }
}

/// Any other exact number a trading server states: contract size, tick size, swap rate.
public struct Quantity: FixedPoint, BitwiseCopyable {
    public var units: Int64
    public init(units: Int64) { self.units = units }
}
