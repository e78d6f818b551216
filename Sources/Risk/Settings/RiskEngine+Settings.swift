extension RiskEngine {
    /// Replaces the stress scenarios; nothing else rests on them. See ``StressScenario/problems(in:)``.
    public mutating func use(scenarios: [StressScenario]) { settings.scenarios = scenarios }
}
