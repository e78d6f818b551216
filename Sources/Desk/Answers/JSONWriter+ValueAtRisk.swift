import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// The answer of `/risk/var`.
    public mutating func write(_ risk: ValueAtRisk, asOf: Timestamp) {
        beginObject()
        key("confidence"); double(risk.confidence)
        key("horizon_days"); double(risk.horizonDays)
        key("as_of"); time(asOf)
        key("parametric"); optional(risk.parametric) { $1.write($0) }
        key("historical"); optional(risk.historical) { $1.write($0) }
        key("backtest"); optional(risk.backtest) { $1.write($0) }
        key("missing"); strings(risk.missing)
        key("reason"); optional(risk.reason?.rawValue)
        endObject()
    }

    private mutating func write(_ figures: ValueAtRisk.Parametric) {
        beginObject()
        key("var"); dollars(figures.valueAtRisk)
        key("es"); dollars(figures.expectedShortfall)
        key("components"); beginArray()
        for component in figures.components {
            beginObject()
            key("factor"); string(component.factor)
            key("exposure_usd"); dollars(component.exposureUSD)
            key("usd"); dollars(component.usd)
            endObject()
        }
        endArray()
        endObject()
    }

    private mutating func write(_ figures: ValueAtRisk.Historical) {
        beginObject()
        key("var"); dollars(figures.valueAtRisk)
        key("es"); dollars(figures.expectedShortfall)
        key("n"); integer(figures.n)
        endObject()
    }

    private mutating func write(_ backtest: ValueAtRisk.Backtest) {
        beginObject()
        key("exceptions"); integer(backtest.exceptions)
        key("n"); integer(backtest.n)
        key("kupiec_p"); double(backtest.kupiecP)
        key("light"); string(backtest.light.rawValue)
        key("days"); beginArray()
        for day in backtest.days {
            beginObject()
            key("day"); self.day(day.day)
            key("pnl_usd"); dollars(day.pnl)
            key("var_usd"); dollars(day.valueAtRisk)
            key("exception"); bool(-day.pnl > day.valueAtRisk)
            endObject()
        }
        endArray()
        endObject()
    }
}
