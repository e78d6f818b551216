import Brokerage
import Glibc

extension Market {
    /// The size of a pip in units of the price (risk-domain 0): as the settings say, else 0.01 for pairs quoted in JPY, 0.0001 for other
    /// currency pairs, and the last digit of anything else.
    func pip(of number: Int, _ settings: borrowing MarketRiskSettings) -> Double {
        let instrument = instruments[number]
        let underlying = underlyings[instrument.underlying]
        if let size = settings.pips[underlying.name], size > 0 { return size }
        if instrument.isPair, underlying.assetClass == .forexMajor || underlying.assetClass == .forexMinor {
            return currencies.name(instrument.profit) == "JPY" ? 0.01 : 0.0001
        }
        return pow(10, -Double(min(max(instrument.symbol.digits, 0), 8)))
    }
}
