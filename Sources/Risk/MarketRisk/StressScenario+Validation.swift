/// What is wrong with a field of a setting.
public struct SettingProblem: Error, Sendable, Equatable {
    /// As in `scenarios[2].shocks[0].size`.
    public var field: String
    public var detail: String

    public init(field: String, detail: String) { (self.field, self.detail) = (field, detail) }
}

extension StressScenario {
    private static let mostScenarios = 100
    private static let mostShocks = 100
    private static let longestText = 120

    /// What is wrong with a list of scenarios; empty when it may be used.
    public static func problems(in scenarios: [StressScenario]) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        if scenarios.count > mostScenarios {
            problems.append(SettingProblem(field: "scenarios", detail: "At most \(mostScenarios) scenarios can be kept."))
        }
        var ids: Set<String> = []
        for (position, scenario) in scenarios.prefix(mostScenarios).enumerated() {
            let field = "scenarios[\(position)]"
            if !ids.insert(scenario.id).inserted {
                problems.append(SettingProblem(field: "\(field).id", detail: "Another scenario has the id '\(scenario.id)'."))
            }
            problems += scenario.problems(field)
        }
        return problems
    }

    private func problems(_ field: String) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        let isPlain = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
        if id.isEmpty || id.utf8.count > 40 || !isPlain {
            problems.append(SettingProblem(field: "\(field).id", detail: "Use 1 to 40 lower case letters, digits or '_'."))
        }
        if name.isEmpty || name.count > Self.longestText {
            problems.append(SettingProblem(field: "\(field).name", detail: "Use 1 to \(Self.longestText) characters."))
        }
        if isWeekendGap != shocks.isEmpty {
            let detail = isWeekendGap ? "A weekend gap takes its moves from the history: leave the list empty." : "Name at least one move."
            problems.append(SettingProblem(field: "\(field).shocks", detail: detail))
        }
        if shocks.count > Self.mostShocks {
            problems.append(SettingProblem(field: "\(field).shocks", detail: "At most \(Self.mostShocks) moves can be kept."))
        }
        for (position, shock) in shocks.prefix(Self.mostShocks).enumerated() { problems += shock.problems("\(field).shocks[\(position)]") }
        return problems
    }
}

extension StressScenario.Shock {
    fileprivate func problems(_ field: String) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        switch target {
        case .currency(let name):
            if name.isEmpty || name.utf8.count > 12 || name.uppercased() != name {
                problems.append(SettingProblem(field: "\(field).target", detail: "Name a currency in capital letters, as in EUR."))
            } else if name == "USD" {
                problems.append(SettingProblem(field: "\(field).target", detail: "All values are in USD; it cannot move against itself."))
            }
            if case .percent(let percent) = size, percent <= -100 {
                problems.append(SettingProblem(field: "\(field).size", detail: "A currency cannot lose all of its value: use more than −100."))
            }
        case .symbol(let name):
            if name.isEmpty || name.utf8.count > 64 {
                problems.append(SettingProblem(field: "\(field).target", detail: "Name a symbol without its suffix, as in EURUSD."))
            }
        case .assetClass: break
        }
        if !size.isUsable {
            problems.append(
                SettingProblem(field: "\(field).size", detail: "Use a percentage between −1000 and 1000, or between −20 and 20 deviations."))
        }
        return problems
    }
}

extension StressScenario.Size {
    fileprivate var isUsable: Bool {
        switch self {
        case .percent(let value): value.isFinite && abs(value) <= 1000
        case .deviations(let value): value.isFinite && abs(value) <= 20
        }
    }
}
