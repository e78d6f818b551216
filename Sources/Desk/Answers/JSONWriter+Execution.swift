import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// The answer of `/risk/execution`.
    public mutating func write(_ quality: ExecutionQuality) {
        beginObject()
        key("total"); write(quality.total)
        key("items"); beginArray()
        for row in quality.rows { write(row) }
        endArray()
        endObject()
    }

    private mutating func write(_ row: ExecutionRow) {
        beginObject()
        key("symbol"); optional(row.symbol)
        key("side"); optional(row.side?.name)
        key("fills"); integer(row.fills)
        key("better"); integer(row.better)
        key("worse"); integer(row.worse)
        key("same"); integer(row.same)
        key("mean_bps"); optional(row.fills > 0 ? row.meanBps : nil)
        key("p_value"); optional(row.pValue)
        key("better_share")
        optional(row.betterShare) { share, json in
            json.beginArray()
            json.double(share.lowerBound)
            json.double(share.upperBound)
            json.endArray()
        }
        endObject()
    }
}
