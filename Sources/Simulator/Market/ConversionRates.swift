/// The dollar values of currencies that were worked out last.
struct ConversionRates: Sendable {
    private var seconds: [Int64]
    private var values: [Int64]

    init() {
        seconds = InstrumentCatalogue.factors.map { _ in .min }
        values = InstrumentCatalogue.factors.map { _ in 0 }
    }

    func value(_ index: Int, second: Int64) -> Int64? { seconds[index] == second ? values[index] : nil }

    mutating func store(_ index: Int, second: Int64, value: Int64) {
        seconds[index] = second
        values[index] = value
    }

    /// The walk that prices a currency in dollars, and whether it must be turned over. Nil for the dollar itself.
    static func factor(of currency: String) -> (index: Int, inverted: Bool)? {
        switch currency {
        case "EUR": (0, false)
        case "GBP": (1, false)
        case "JPY": (2, true)
        case "AUD": (3, false)
        case "CHF": (4, true)
        case "CAD": (5, true)
        default: nil
        }
    }
}
