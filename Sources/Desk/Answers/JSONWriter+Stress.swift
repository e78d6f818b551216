import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/risk/stress`.
    /// - Parameter number: the trading server's number of an account.
    public mutating func write(_ result: StressResult, number: (AccountID) -> Int64?) {
        beginObject()
        key("scenario"); string(result.scenario)
        key("name"); string(result.name)
        key("pnl_usd"); dollars(result.pnlUSD)
        key("market_usd"); dollars(result.marketUSD)
        key("negative_balance_usd"); dollars(result.negativeBalanceUSD)
        key("negative_accounts"); integer(result.negativeAccounts)
        key("worst_symbols"); beginArray()
        for symbol in result.worstSymbols {
            beginObject()
            key("symbol"); string(symbol.symbol)
            key("usd"); dollars(symbol.usd)
            endObject()
        }
        endArray()
        key("worst_accounts"); beginArray()
        for account in result.worstAccounts {
            beginObject()
            key("account_id"); integer(account.account.rawValue)
            key("account_number"); optional(number(account.account).map { String($0) })
            key("shortfall_usd"); dollars(account.shortfallUSD)
            endObject()
        }
        endArray()
        key("unmoved"); strings(result.unmoved)
        key("reason"); optional(result.reason?.rawValue)
        endObject()
    }
}
