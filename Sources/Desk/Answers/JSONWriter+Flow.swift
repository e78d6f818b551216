import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/risk/flow`.
    public mutating func write(_ flow: FlowFigures) {
        beginObject()
        key("symbol"); string(flow.symbol)
        key("imbalance"); double(flow.imbalance)
        key("percentile"); optional(flow.percentile)
        key("unusual"); bool(flow.isUnusual)
        endObject()
    }

    /// An item of `/risk/introducers`.
    public mutating func write(_ row: IntroducerFigures) {
        beginObject()
        key("introducer"); string(row.introducer)
        key("clients"); integer(row.clients)
        key("churning"); beginArray()
        for account in row.churning { integer(account.rawValue) }
        endArray()
        key("deposits_usd"); dollars(row.depositsUSD)
        key("costs_usd"); dollars(row.costsUSD)
        key("turnover_usd"); dollars(row.turnoverUSD)
        key("client_result_usd"); dollars(row.clientResultUSD)
        key("suspicious"); bool(row.isSuspicious)
        endObject()
    }
}
