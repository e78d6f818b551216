import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// The answer of `/risk/model`, and of `veles model report --json`.
    public mutating func write(_ report: ModelReport) {
        beginObject()
        key("as_of"); time(report.asOf)
        key("champions"); beginArray()
        for champion in report.card.champions { write(champion) }
        endArray()
        key("records"); beginArray()
        for record in report.card.records { write(record) }
        endArray()
        key("champion_history"); beginArray()
        for change in report.card.changes { write(change) }
        endArray()
        key("drift"); beginArray()
        for drift in report.card.drift { write(drift) }
        endArray()
        key("rules"); beginArray()
        for rule in report.rules { write(rule) }
        endArray()
        endObject()
    }

    private mutating func write(_ champion: ModelCard.Champion) {
        beginObject()
        key("horizon_seconds"); double(champion.horizonSeconds)
        key("model"); string(champion.model.name)
        key("since"); optional(champion.since) { $1.day(Int32(clamping: $0)) }
        key("blocks"); integer(champion.blocks)
        endObject()
    }

    private mutating func write(_ record: ToxicityRecord) {
        beginObject()
        key("month"); string(record.monthName)
        key("horizon_seconds"); double(record.horizonSeconds)
        key("model"); string(record.model.name)
        key("n"); integer(record.n)
        key("toxic"); integer(record.toxic)
        key("base_rate"); double(record.baseRate)
        key("auc"); optional(record.auc)
        key("auc_low"); optional(record.aucLow)
        key("auc_high"); optional(record.aucHigh)
        key("pr_auc"); optional(record.precisionRecallArea)
        key("top_tenth_precision"); optional(record.topTenthPrecision)
        key("brier"); double(record.brier)
        key("log_loss"); double(record.logLoss)
        key("gain"); double(record.gain)
        key("acted"); double(record.acted)
        key("calibration"); beginArray()
        for bin in record.calibration {
            beginObject()
            key("n"); integer(bin.n)
            key("predicted"); double(bin.predicted)
            key("observed"); double(bin.observed)
            endObject()
        }
        endArray()
        endObject()
    }

    private mutating func write(_ entry: ModelCard.HorizonChange) {
        beginObject()
        key("day"); day(Int32(clamping: entry.change.day))
        key("horizon_seconds"); double(entry.horizonSeconds)
        key("from"); string(entry.change.from.name)
        key("to"); string(entry.change.to.name)
        key("gain"); double(entry.change.gain)
        key("low"); double(entry.change.low)
        key("high"); double(entry.change.high)
        key("p_value"); double(entry.change.pValue)
        key("blocks"); integer(entry.change.blocks)
        endObject()
    }

    private mutating func write(_ drift: ModelCard.ScoreDrift) {
        beginObject()
        key("month"); string(drift.monthName)
        key("horizon_seconds"); double(drift.horizonSeconds)
        key("model"); string(drift.model.name)
        key("psi"); double(drift.stabilityIndex)
        endObject()
    }

    private mutating func write(_ rule: RulePrecision) {
        beginObject()
        key("rule"); string(rule.rule)
        key("raised"); integer(rule.raised)
        key("closed"); integer(rule.judged)
        key("confirmed"); integer(rule.confirmed)
        key("precision"); optional(rule.precision)
        key("low"); optional(rule.interval?.lowerBound)
        key("high"); optional(rule.interval?.upperBound)
        endObject()
    }
}

extension ModelCard.ScoreDrift {
    /// `2026-03`.
    var monthName: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}
