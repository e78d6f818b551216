import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/exposure`.
    public mutating func write(_ row: ExposureRow) {
        beginObject()
        key("key"); string(row.key)
        key("long_lots"); exact(row.longLots)
        key("short_lots"); exact(row.shortLots)
        key("net_lots"); exact(row.netLots)
        key("gross_lots"); exact(row.grossLots)
        key("net_units"); if let units = row.netUnits.flatMap({ Quantity(rounding: $0) }) { exact(units) } else { null() }
        key("net_usd"); dollars(row.netUSD)
        key("floating_usd"); dollars(row.floatingUSD)
        key("house_net_usd"); dollars(row.houseNetUSD)
        key("limit_share"); optional(row.limitShare)
        key("accounts"); integer(row.accounts)
        key("updated_at"); time(row.updatedAt)
        key("reason"); optional(row.reason?.rawValue)
        endObject()
    }

    /// The whole house in a few figures.
    public mutating func write(_ house: HouseFigures) {
        beginObject()
        key("net_usd"); dollars(house.netUSD)
        key("gross_usd"); dollars(house.grossUSD)
        key("floating_usd"); dollars(house.floatingUSD)
        key("client_floating_usd"); dollars(house.clientFloatingUSD)
        key("closed_today_usd"); dollars(house.closedTodayUSD)
        key("reason"); optional(house.reason?.rawValue)
        endObject()
    }

    /// The answer of `/accounts/{id}/score`.
    public mutating func write(_ score: RiskScore) {
        beginObject()
        key("risk_score"); integer(score.score)
        key("band"); string(score.band.rawValue)
        key("version"); integer(score.version)
        key("watermark"); time(score.watermark)
        key("round_trips"); integer(score.roundTrips)
        key("enough_data"); bool(score.enoughData)
        key("trips_needed"); optional(score.tripsNeeded)
        key("base_points"); double(score.basePoints)
        key("reasons"); beginArray()
        for reason in score.reasons { write(reason) }
        endArray()
        key("expected_loss_30d")
        if let loss = score.expectedLoss {
            beginObject()
            key("usd"); dollars(loss.usd)
            key("low"); dollars(loss.low)
            key("high"); dollars(loss.high)
            endObject()
        } else {
            null()
        }
        key("advice")
        if let advice = score.advice { write(advice) } else { null() }
        key("cover_share"); optional(score.coverShare)
        key("skill"); optional(score.skill) { skill, json in json.write(skill) }
        endObject()
    }

    private mutating func write(_ skill: SkillFigures) {
        beginObject()
        key("sharpe"); double(skill.sharpe)
        key("n"); integer(skill.n)
        key("skew"); double(skill.skew)
        key("kurtosis"); double(skill.kurtosis)
        key("probability"); double(skill.probability)
        key("minimum_trips"); optional(skill.minimumTrips)
        key("best_by_luck"); double(skill.bestByLuck)
        key("deflated_probability"); double(skill.deflatedProbability)
        key("clients"); integer(skill.clients)
        endObject()
    }

    private mutating func write(_ reason: RiskReason) {
        beginObject()
        key("code"); string(reason.code)
        key("title"); string(reason.title)
        key("points"); double(reason.points)
        key("evidence"); string(reason.evidence)
        key("p_value"); optional(reason.pValue)
        key("interval")
        if let interval = reason.interval {
            beginArray(); double(interval.lowerBound); double(interval.upperBound); endArray()
        } else {
            null()
        }
        key("n"); integer(reason.n)
        key("usd"); dollars(reason.usd)
        key("deals"); beginArray()
        for deal in reason.deals { integer(deal.rawValue) }
        endArray()
        key("innocent_explanation"); string(reason.innocentExplanation)
        endObject()
    }

    /// A point of a markout curve, with the house's side beside the client's.
    public mutating func write(_ point: MarkoutPoint) {
        beginObject()
        key("horizon_seconds"); optional(point.clock == .wall ? point.horizon : nil)
        key("horizon_count"); optional(point.clock == .wall ? nil : Int(exactly: point.horizon))
        key("n"); integer(point.n)
        key("mean_bps"); double(point.meanBps)
        key("weighted_bps"); double(point.weightedBps)
        key("usd_per_million"); double(point.usdPerMillion)
        key("low_bps"); optional(point.lowBps)
        key("high_bps"); optional(point.highBps)
        key("quality"); string(point.quality.rawValue)
        key("house"); beginObject()
        key("mean_bps"); double(-point.meanBps)
        key("weighted_bps"); double(-point.weightedBps)
        key("usd_per_million"); double(-point.usdPerMillion)
        key("low_bps"); optional(point.highBps.map { -$0 })
        key("high_bps"); optional(point.lowBps.map { -$0 })
        endObject()
        key("from_mid"); beginObject()
        key("mean_bps"); optional(point.fromMidBps)
        key("low_bps"); optional(point.fromMidLowBps)
        key("high_bps"); optional(point.fromMidHighBps)
        endObject()
        endObject()
    }

    /// An item of `/accounts/{id}/positions`.
    public mutating func write(_ position: PositionFigures) {
        beginObject()
        key("position"); string(String(position.ticket))
        key("symbol"); string(position.symbol)
        key("side"); string(position.side.name)
        key("volume"); exact(position.volume)
        key("price_open"); exact(position.priceOpen)
        key("price_current"); exact(position.priceCurrent)
        key("price_sl"); exact(position.priceSL.isZero ? nil : position.priceSL)
        key("price_tp"); exact(position.priceTP.isZero ? nil : position.priceTP)
        key("opened_at"); time(position.openedAt)
        key("swap"); exact(position.swap)
        key("floating"); exact(position.floating)
        key("reason"); optional(position.reason?.rawValue)
        key("contract_is_guess"); bool(position.isGuess)
        endObject()
    }
}
