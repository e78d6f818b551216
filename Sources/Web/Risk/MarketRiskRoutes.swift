import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/risk/var`, `/risk/stress` and `/risk/scenarios`: what the house may lose.
enum MarketRiskRoutes {
    static let routes = [
        Route(.get, "/api/v1/risk/var", .needs(.read), query: ["confidence", "horizon_days"], valueAtRisk),
        Route(.get, "/api/v1/risk/stress", .needs(.read), query: WholeList.keys, stress),
        Route(.get, "/api/v1/risk/cascade", .needs(.read), query: ["symbol"], cascade),
        Route(.get, "/api/v1/risk/scenarios", .needs(.read), query: WholeList.keys, scenarios),
        Route(.put, "/api/v1/risk/scenarios", .needs(.editRules), body: .json(limit: 1024 * 1024), setScenarios),
    ]

    private static func valueAtRisk(_ call: Call) async throws -> Response {
        let confidence = try call.query.number("confidence", in: 0.5...0.9999) ?? 0.99
        let days = try call.query.number("horizon_days", in: 0.01...250) ?? 1
        let desk = try call.desk
        let (risk, madeAt) = (await desk.valueAtRisk(confidence: confidence, days: days), await desk.view().madeAt)
        return Answer.json(reserving: 32 * 1024) { $0.write(risk, asOf: madeAt) }
    }

    private static func stress(_ call: Call) async throws -> Response {
        let desk = try call.desk
        let (results, view) = (await desk.stress(), await desk.view())
        return try WholeList.page(results, list: "stress", call.query, reserving: 1200, key: \.scenario) { json, result in
            json.write(result) { view.account($0)?.login }
        }
    }

    private static func cascade(_ call: Call) async throws -> Response {
        guard let symbol = call.query["symbol"], !symbol.isEmpty, symbol.utf8.count <= 64 else {
            throw Problem.invalid("symbol", "Name a symbol without its suffix, as in EURUSD.")
        }
        let steps = await (try call.desk).cascade(symbol: symbol)
        return Answer.json(reserving: steps.count * 160 + 64) { json in
            json.beginObject()
            json.key("symbol")
            json.string(symbol)
            json.key("items")
            json.beginArray()
            for step in steps { json.write(step) }
            json.endArray()
            json.endObject()
        }
    }

    private static func scenarios(_ call: Call) async throws -> Response {
        let scenarios = await (try call.desk).scenarios()
        return try WholeList.page(scenarios, list: "scenarios", call.query, reserving: 400, key: \.id) { $0.write($1) }
    }

    private static func setScenarios(_ call: Call) async throws -> Response {
        do {
            let scenarios = try await (try call.desk).setScenarios(call.body, by: try call.actor)
            return Answer.page(nextCursor: nil, reserving: scenarios.count * 400 + 64) { json in for scenario in scenarios { json.write(scenario) } }
        } catch let refusal as SettingRefusal {
            throw Problem.invalid(refusal.problems.map { Problem.Field(field: $0.field, detail: $0.detail) })
        }
    }
}
