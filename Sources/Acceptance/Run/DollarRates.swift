import Brokerage

/// Rough dollar values of currencies from the newest quotes, for weighing results of accounts in different currencies.
struct DollarRates {
    private var rates: [String: Double] = ["USD": 1, "EUR": 1.087, "GBP": 1.271, "JPY": 1 / 149.5, "CHF": 1.13, "CAD": 0.736, "AUD": 0.658]

    mutating func see(_ tick: Tick) {
        guard tick.feed == nil else { return }
        switch tick.symbol {
        case "EURUSD": rates["EUR"] = tick.mid
        case "GBPUSD": rates["GBP"] = tick.mid
        case "USDJPY": rates["JPY"] = 1 / tick.mid
        default: break
        }
    }

    func usd(_ currency: String) -> Double { rates[currency] ?? 1 }
}
