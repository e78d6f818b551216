import Brokerage
import Risk

// What the house may lose.
extension Desk {
    public func valueAtRisk(confidence: Double, days: Double) -> ValueAtRisk {
        let engine = engine
        return answers.answer(.valueAtRisk(confidence: confidence, days: days), at: environment.now()) {
            engine.valueAtRisk(confidence: confidence, horizonDays: days)
        }
    }

    /// What moves of a symbol would close, by its name without suffix.
    public func cascade(symbol: String) -> [CascadeStep] {
        let engine = engine
        return answers.answer(.cascade(symbol: symbol), at: environment.now()) { engine.cascade(symbol: symbol) }
    }

    /// Prices asked for against prices filled.
    public func executionQuality() -> ExecutionQuality {
        let engine = engine
        return answers.answer(.execution, at: environment.now()) { engine.executionQuality() }
    }

    /// How one-sided the clients' recent flow is, by symbol.
    public func flowImbalances() -> [FlowFigures] { engine.flowImbalances() }

    /// Introducers with what their clients did in thirty days, those with most clients who churn first.
    public func introducers() -> [IntroducerFigures] {
        let engine = engine
        return answers.answer(.introducers, at: environment.now()) { engine.introducers() }
    }

    /// Faults of the house's own prices, the newest first.
    public func feedIncidents() -> [FeedIncident] { engine.feedIncidents().reversed() }

    public func stress() -> [StressResult] {
        let engine = engine
        return answers.answer(.stress, at: environment.now()) { engine.stress() }
    }
}
