import Brokerage

/// The symbols of the simulated server and the walks behind them.
enum InstrumentCatalogue {
    /// A walk: where it starts, how far it moves, what it moves with.
    struct Factor: Sendable {
        var name: String
        var start: Double
        /// Standard deviation of a day's log change.
        var dailySigma: Double
        /// Loadings on the three common drivers: dollar strength, risk appetite, flight to safety.
        var loadings: (Double, Double, Double)
        /// One pip as a share of the price.
        var pipShare: Double
        var currencies: [String]
        var isCrypto: Bool = false
    }

    static let factors: [Factor] = [
        Factor(name: "EURUSD", start: 1.0870, dailySigma: 0.0048, loadings: (-0.75, 0.1, 0), pipShare: 0.92e-4, currencies: ["EUR", "USD"]),
        Factor(name: "GBPUSD", start: 1.2710, dailySigma: 0.0054, loadings: (-0.7, 0.25, 0), pipShare: 0.79e-4, currencies: ["GBP", "USD"]),
        Factor(name: "USDJPY", start: 149.50, dailySigma: 0.0055, loadings: (0.6, 0.2, -0.5), pipShare: 0.67e-4, currencies: ["JPY", "USD"]),
        Factor(name: "AUDUSD", start: 0.6580, dailySigma: 0.0062, loadings: (-0.6, 0.45, 0), pipShare: 1.5e-4, currencies: ["AUD", "USD"]),
        Factor(name: "USDCHF", start: 0.8840, dailySigma: 0.0046, loadings: (0.7, 0, -0.4), pipShare: 1.1e-4, currencies: ["CHF", "USD"]),
        Factor(name: "USDCAD", start: 1.3590, dailySigma: 0.0042, loadings: (0.65, -0.35, 0), pipShare: 0.74e-4, currencies: ["CAD", "USD"]),
        Factor(name: "XAUUSD", start: 2330.0, dailySigma: 0.0095, loadings: (-0.4, 0, 0.6), pipShare: 0.43e-4, currencies: ["USD"]),
        Factor(name: "US500", start: 5420.0, dailySigma: 0.0090, loadings: (0, 0.8, -0.3), pipShare: 0.9e-4, currencies: ["USD"]),
        Factor(name: "BTCUSD", start: 66_500, dailySigma: 0.026, loadings: (-0.1, 0.5, 0), pipShare: 1.5e-4, currencies: [], isCrypto: true),
    ]

    static let all: [Instrument] = [
        forex("EURUSD", "Major", "Euro vs US Dollar", .factor(0), spread: 8, swaps: (-4.1, 0.9), popularity: 24),
        forex("GBPUSD", "Major", "Pound Sterling vs US Dollar", .factor(1), spread: 11, swaps: (-3.2, -0.9), popularity: 14),
        forex("USDJPY", "Major", "US Dollar vs Japanese Yen", .factor(2), spread: 10, swaps: (13.4, -22.0), popularity: 13),
        forex("AUDUSD", "Major", "Australian Dollar vs US Dollar", .factor(3), spread: 10, swaps: (-2.9, 0.4), popularity: 6),
        forex("USDCHF", "Major", "US Dollar vs Swiss Franc", .factor(4), spread: 12, swaps: (5.8, -10.1), popularity: 5),
        forex("USDCAD", "Major", "US Dollar vs Canadian Dollar", .factor(5), spread: 13, swaps: (-0.4, -4.0), popularity: 5),
        forex("EURGBP", "Cross", "Euro vs Pound Sterling", .ratio(0, 1), spread: 12, swaps: (-5.5, 0.8), popularity: 4),
        forex("GBPJPY", "Cross", "Pound Sterling vs Japanese Yen", .product(1, 2), spread: 22, swaps: (17.2, -31.0), popularity: 5),
        forex("EURJPY", "Cross", "Euro vs Japanese Yen", .product(0, 2), spread: 15, swaps: (-4.6, 2.0), popularity: 5),
        Instrument(
            name: "XAUUSD", path: "Metals\\XAUUSD", description: "Gold vs US Dollar", base: "XAU", profitCurrency: "USD", marginCurrency: "USD",
            digits: 2, mode: .cfdLeverage, contractSize: 100, marginHedged: 50, marginRate: 100_000_000, spreadPoints: 22, pip: 0.1,
            swapLong: -28.5, swapShort: 14.2, tripleDay: 3, minimumLots: lots(0.01), maximumLots: Lots(50), lotStep: lots(0.01),
            hours: .metal, source: .factor(6), popularity: 12),
        Instrument(
            name: "US500", path: "Indices\\US500", description: "US 500 index", base: "US500", profitCurrency: "USD", marginCurrency: "USD",
            digits: 1, mode: .cfdIndex, contractSize: 1, marginHedged: 0, marginRate: 1_000_000, spreadPoints: 5, pip: 1,
            swapLong: -9.3, swapShort: 1.2, tripleDay: 5, minimumLots: lots(0.1), maximumLots: Lots(500), lotStep: lots(0.1),
            hours: .index, source: .factor(7), popularity: 4),
        Instrument(
            name: "BTCUSD", path: "Crypto\\BTCUSD", description: "Bitcoin vs US Dollar", base: "BTC", profitCurrency: "USD", marginCurrency: "USD",
            digits: 2, mode: .cfd, contractSize: 1, marginHedged: 0, marginRate: 5_000_000, spreadPoints: 1800, pip: 10,
            swapLong: -3200, swapShort: -800, tripleDay: 5, minimumLots: lots(0.01), maximumLots: Lots(20), lotStep: lots(0.01),
            hours: .always, source: .factor(8), popularity: 3),
    ]

    private static func lots(_ value: Double) -> Lots { Lots(rounding: value) ?? .zero }

    private static func forex(
        _ name: String, _ folder: String, _ description: String, _ source: PriceSource, spread: Double, swaps: (Double, Double), popularity: Double
    ) -> Instrument {
        let (base, quote) = (String(name.prefix(3)), String(name.suffix(3)))
        let digits = quote == "JPY" ? 3 : 5
        return Instrument(
            name: name, path: "Forex\\\(folder)\\\(name)", description: description, base: base, profitCurrency: quote, marginCurrency: base,
            digits: digits, mode: .forex, contractSize: 100_000, marginHedged: 50_000, marginRate: 100_000_000, spreadPoints: spread,
            pip: quote == "JPY" ? 0.01 : 0.0001, swapLong: swaps.0, swapShort: swaps.1, tripleDay: 3, minimumLots: lots(0.01),
            maximumLots: Lots(100), lotStep: lots(0.01), hours: .forex, source: source, popularity: popularity)
    }

    /// The place of a symbol in ``all``.
    static func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }
}
