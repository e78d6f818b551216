import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// The answer of `/risk/result`.
    public mutating func write(_ result: HouseResult, _ concentration: [Concentration], asOf: Timestamp) {
        beginObject()
        key("day"); day(result.day)
        key("as_of"); time(asOf)
        key("total"); write(result.total)
        key("by_book"); write(result.byBook)
        key("by_symbol"); write(result.bySymbol)
        key("by_group"); write(result.byGroup)
        key("concentration"); beginArray()
        for row in concentration { write(row) }
        endArray()
        endObject()
    }

    private mutating func write(_ rows: [ResultRow]) {
        beginArray()
        for row in rows { write(row) }
        endArray()
    }

    private mutating func write(_ row: ResultRow) {
        beginObject()
        key("key"); string(row.key)
        key("pnl_usd"); dollars(row.pnlUSD)
        key("closed_usd"); dollars(row.closedUSD)
        key("floating_change_usd"); dollars(row.floatingChangeUSD)
        key("swap_usd"); dollars(row.swapUSD)
        key("commission_usd"); dollars(row.commissionUSD)
        key("charges_usd"); dollars(row.chargesUSD)
        key("rebates_usd"); dollars(row.rebatesUSD)
        key("bonus_usd"); dollars(row.bonusUSD)
        key("cover_usd"); dollars(row.coverUSD)
        key("spread_capture_usd"); dollars(row.spreadCaptureUSD)
        key("ten_seconds"); write(row.tenSeconds)
        key("sixty_seconds"); write(row.sixtySeconds)
        key("turnover_usd"); dollars(row.turnoverUSD)
        key("revenue_per_million"); optional(row.revenuePerMillion)
        key("deals"); integer(row.deals)
        key("reason"); optional(row.reason?.rawValue)
        endObject()
    }

    private mutating func write(_ result: MarkoutResult) {
        beginObject()
        key("spread_capture_usd"); dollars(result.spreadCaptureUSD)
        key("adverse_selection_usd"); dollars(result.adverseSelectionUSD)
        key("markout_usd"); dollars(result.markoutUSD)
        key("n"); integer(result.n)
        endObject()
    }

    private mutating func write(_ row: Concentration) {
        beginObject()
        key("by"); string(row.by.rawValue)
        key("hhi"); optional(row.index)
        key("effective"); optional(row.effective)
        key("warn_above"); optional(row.warnAbove)
        key("top"); beginArray()
        for part in row.top {
            beginObject()
            key("key"); string(part.key)
            key("share"); double(part.share)
            endObject()
        }
        endArray()
        key("reason"); optional(row.reason?.rawValue)
        endObject()
    }
}
