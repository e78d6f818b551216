import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/risk/result`, `/risk/coverage` and `/risk/model`: what the house earned, how it is covered, and what is known of the engine itself.
enum HouseRoutes {
    static let routes = [
        Route(.get, "/api/v1/risk/result", .needs(.read), result),
        Route(.get, "/api/v1/risk/coverage", .needs(.read), coverage),
        Route(.get, "/api/v1/risk/model", .needs(.read), model),
    ]

    private static func result(_ call: Call) async throws -> Response {
        let desk = try call.desk
        let (answer, madeAt) = (await desk.result(), await desk.view().madeAt)
        return Answer.json(reserving: 16 * 1024) { $0.write(answer.result, answer.concentration, asOf: madeAt) }
    }

    private static func coverage(_ call: Call) async throws -> Response {
        let answer = await (try call.desk).coverage()
        return Answer.json(reserving: 8 * 1024) { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for row in answer.rows { json.write(row) }
            json.endArray()
            json.key("tickets")
            json.beginArray()
            for ticket in answer.tickets { json.write(ticket) }
            json.endArray()
            json.endObject()
        }
    }

    private static func model(_ call: Call) async throws -> Response {
        let report = try await (try call.desk).modelReport()
        return Answer.json(reserving: 64 * 1024) { $0.write(report) }
    }
}
