import Brokerage
import JSON
import Risk
import Tenancy

/// A tenant's own list of stress scenarios, as it stands in the settings.
enum ScenarioList {
    private static let key = "stress_scenarios"

    /// - Returns: nil when the tenant has no list of its own, or one that this version cannot use: then the shipped one holds.
    static func stored(_ reader: TenantReader) throws -> [StressScenario]? {
        guard let text = try reader.setting(key), let json = try? JSONValue(parsing: Array(text.utf8)) else { return nil }
        let (scenarios, problems) = read(json)
        return problems.isEmpty ? scenarios : nil
    }

    static func store(_ scenarios: [StressScenario], _ writer: TenantWriter) throws {
        let bytes = JSONWriter.bytes { $0.writeItems(scenarios) { scenario, json in json.write(scenario) } }
        try writer.set(setting: key, String(decoding: bytes, as: UTF8.self))
    }

    /// What the audit trail shows of a list: each scenario whole, under its id.
    static func value(_ scenarios: [StressScenario]) -> JSONValue {
        let bytes = JSONWriter.bytes { json in
            json.beginObject()
            for scenario in scenarios {
                json.key(dynamic: scenario.id)
                json.write(scenario)
            }
            json.endObject()
        }
        return (try? JSONValue(parsing: bytes)) ?? .null
    }

    /// From `{"items":[…]}`.
    static func read(_ json: JSONValue) -> ([StressScenario], [SettingProblem]) {
        var object = SettingObject(json, field: "body", knowing: ["items"])
        let items = object.list("items")
        var problems = object.problems.map { problem in
            let isInside = problem.field.hasPrefix("body.")
            return SettingProblem(field: isInside ? String(problem.field.dropFirst("body.".count)) : problem.field, detail: problem.detail)
        }
        if json["items"] == nil, problems.isEmpty { problems.append(SettingProblem(field: "items", detail: "It is needed.")) }
        let scenarios = items.enumerated().map { StressScenario(json: $1, field: "items[\($0)]", problems: &problems) }
        guard problems.isEmpty else { return ([], problems) }
        return (scenarios, StressScenario.problems(in: scenarios).map { inWordsOfJSON($0, scenarios) })
    }

    /// The engine names the parts of a scenario by its own words.
    private static func inWordsOfJSON(_ problem: SettingProblem, _ scenarios: [StressScenario]) -> SettingProblem {
        var field = problem.field
        if field.hasPrefix("scenarios") { field = "items" + field.dropFirst("scenarios".count) }
        if field.hasSuffix(".target") { field = field.dropLast("target".count) + "key" }
        if field.hasSuffix(".size") { field = field.dropLast("size".count) + sizeWord(field, scenarios) }
        return SettingProblem(field: field, detail: problem.detail)
    }

    private static func sizeWord(_ field: String, _ scenarios: [StressScenario]) -> String {
        let places = field.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard places.count == 2, scenarios.indices.contains(places[0]), scenarios[places[0]].shocks.indices.contains(places[1]),
            case .deviations = scenarios[places[0]].shocks[places[1]].size
        else { return "percent" }
        return "deviations"
    }
}

/// A setting was refused, with what is wrong of it by field.
public struct SettingRefusal: Error, Sendable {
    public var problems: [SettingProblem]
}

extension Desk {
    public func scenarios() -> [StressScenario] { engine.settings.scenarios }

    /// Replaces the tenant's list of stress scenarios.
    /// - Parameter json: `{"items":[…]}`.
    /// - Throws: ``SettingRefusal`` with every problem of the list, or ``DeskError``.
    public func setScenarios(_ json: JSONValue, by actor: Actor) throws -> [StressScenario] {
        let (scenarios, problems) = ScenarioList.read(json)
        guard problems.isEmpty else { throw SettingRefusal(problems: problems) }
        let (before, now) = (engine.settings.scenarios, environment.now())
        try write { writer in
            try ScenarioList.store(scenarios, writer)
            let entry = AuditEntry(
                .scenariosChanged, .tenant(file.tenant), before: ScenarioList.value(before), after: ScenarioList.value(scenarios))
            try writer.record(entry, by: actor, at: now)
        }
        state.engine.use(scenarios: scenarios)
        answers.forget()
        return scenarios
    }
}
