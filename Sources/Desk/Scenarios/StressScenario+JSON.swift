import JSON
import Risk

extension JSONWriter {
    /// An item of `/risk/scenarios`; ``StressScenario/init(json:field:problems:)`` reads it.
    public mutating func write(_ scenario: StressScenario) {
        beginObject()
        key("id"); string(scenario.id)
        key("name"); string(scenario.name)
        key("weekend_gap"); bool(scenario.isWeekendGap)
        key("shocks"); beginArray()
        for shock in scenario.shocks { write(shock) }
        endArray()
        endObject()
    }

    private mutating func write(_ shock: StressScenario.Shock) {
        beginObject()
        let (kind, name) = shock.target.words
        key("kind"); string(kind.rawValue)
        key("key"); string(name)
        switch shock.size {
        case .percent(let value): key("percent"); double(value)
        case .deviations(let value): key("deviations"); double(value)
        }
        endObject()
    }
}

extension StressScenario.Target {
    /// The word of each kind in JSON.
    enum Kind: String, CaseIterable { case symbol, currency, assetClass = "asset_class" }

    var words: (Kind, String) {
        switch self {
        case .symbol(let name): (.symbol, name)
        case .currency(let name): (.currency, name)
        case .assetClass(let name): (.assetClass, name.rawValue)
        }
    }

    /// Nil when there is no such class.
    init?(_ kind: Kind, _ name: String) {
        switch kind {
        case .symbol: self = .symbol(name)
        case .currency: self = .currency(name)
        case .assetClass:
            guard let assetClass = AssetClass(rawValue: name) else { return nil }
            self = .assetClass(assetClass)
        }
    }
}

extension StressScenario {
    /// - Parameters:
    ///   - field: what the scenario is called in problems, as in `items[2]`.
    ///   - problems: gets what is wrong with its form; whether its values are allowed is for ``StressScenario/problems(in:)``.
    init(json: JSONValue, field: String, problems: inout [SettingProblem]) {
        var object = SettingObject(json, field: field, knowing: ["id", "name", "weekend_gap", "shocks"])
        self.init(id: object.text("id"), name: object.text("name"), isWeekendGap: object.flag("weekend_gap"))
        let list = object.list("shocks")
        problems += object.problems
        shocks = list.enumerated().compactMap { Shock(json: $1, field: "\(field).shocks[\($0)]", problems: &problems) }
    }
}

extension StressScenario.Shock {
    init?(json: JSONValue, field: String, problems: inout [SettingProblem]) {
        var object = SettingObject(json, field: field, knowing: ["kind", "key", "percent", "deviations"])
        defer { problems += object.problems }
        let (kindText, name) = (object.text("kind"), object.text("key"))
        let (percent, deviations) = (object.number("percent"), object.number("deviations"))
        guard object.problems.isEmpty else { return nil }
        guard let kind = StressScenario.Target.Kind(rawValue: kindText) else {
            object.fault("kind", "It must be one of: \(StressScenario.Target.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        guard let target = StressScenario.Target(kind, name) else {
            object.fault("key", "It must be one of: \(AssetClass.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        switch (percent, deviations) {
        case (let percent?, nil): self.init(target, .percent(percent))
        case (nil, let deviations?): self.init(target, .deviations(deviations))
        default:
            object.fault("percent", "Say either percent or deviations.")
            return nil
        }
    }
}
