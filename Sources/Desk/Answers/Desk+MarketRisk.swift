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

    public func stress() -> [StressResult] {
        let engine = engine
        return answers.answer(.stress, at: environment.now()) { engine.stress() }
    }
}
