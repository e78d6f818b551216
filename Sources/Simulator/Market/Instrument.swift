import Brokerage

/// How a symbol's margin and profit are computed. The raw values are MetaTrader's `CalcMode`.
enum CalculationMode: Int, Sendable {
    case forex = 0
    case cfd = 2
    case cfdIndex = 3
    case cfdLeverage = 4
}

/// A tradable symbol: what its record says and how its market behaves.
struct Instrument: Sendable {
    var name: String
    /// Folder path with the name at its end, as masks of the tick commands address it.
    var path: String
    var description: String
    var base: String
    var profitCurrency: String
    var marginCurrency: String
    var digits: Int
    var mode: CalculationMode
    /// Units of the asset in one lot.
    var contractSize: Int64
    /// Contract size charged for hedged volume.
    var marginHedged: Int64
    /// Factor on the margin, in hundred-millionths.
    var marginRate: Int64
    /// Usual spread and commission-account spread in points.
    var spreadPoints: Double
    /// One pip, as people count it.
    var pip: Double
    /// Points a lot and night; what is paid is negative.
    var swapLong: Double
    var swapShort: Double
    /// Day of the triple swap, 0 for Sunday.
    var tripleDay: Int
    var minimumLots: Lots
    var maximumLots: Lots
    var lotStep: Lots
    var hours: TradingHours
    /// How its price follows from the market's factors.
    var source: PriceSource
    /// Share of the clients' interest.
    var popularity: Double

    /// Hundred-millionths in one point.
    var pointUnits: Int64 { Power.ofTen(8 - digits) }
    var point: Double { 1 / Double(Power.ofTen(digits)) }

    var pointPrice: Price { Price(units: pointUnits) }

    /// A price on the symbol's grid.
    func price(_ value: Double) -> Price { Price(units: Int64((value * Double(Power.ofTen(digits))).rounded()) * pointUnits) }
}

/// Where a symbol's price comes from.
enum PriceSource: Sendable {
    /// Its own walk.
    case factor(Int)
    /// One walk divided by another: EURGBP from EURUSD and GBPUSD.
    case ratio(Int, Int)
    /// Two walks multiplied: EURJPY from EURUSD and USDJPY.
    case product(Int, Int)
}

enum Power {
    private static let values: [Int64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    ]

    /// Ten to the power of 0 to 10; other exponents are taken as the nearer end.
    static func ofTen(_ exponent: Int) -> Int64 { values[min(max(exponent, 0), 10)] }
}
