import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/risk/cascade`.
    public mutating func write(_ step: CascadeStep) {
        beginObject()
        key("move_pips"); double(step.movePips)
        key("accounts"); integer(step.accounts)
        key("lots"); lots(step.lots)
        key("provider_lots"); lots(step.providerLots)
        key("house_net_lots"); lots(step.houseNetLots)
        key("negative_balance_usd"); dollars(step.negativeBalanceUSD)
        endObject()
    }

    /// Lots that were reckoned as a statistic.
    mutating func lots(_ value: Double?) {
        if let value, let lots = Lots(rounding: (value * 1e6).rounded() / 1e6) { exact(lots) } else { null() }
    }
}
