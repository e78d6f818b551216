import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/risk/replay`: what a policy of covering would have made of the past.
enum ReplayRoutes {
    static let routes = [Route(.get, "/api/v1/risk/replay", .needs(.read), query: ["policy", "score", "shock", "days"], replay)]

    private enum Policy: String, CaseIterable { case advice, score, toxicity }

    private static func replay(_ call: Call) async throws -> Response {
        let policy = try call.query.choice("policy", Policy.self) ?? .advice
        let days = Int(try call.query.integer("days", in: 1...3650) ?? 90)
        let score = Int(try call.query.integer("score", in: 0...100) ?? 60)
        let shock = Int(try call.query.integer("shock", in: 1...100) ?? 3)
        let cover: CoverPolicy =
            switch policy {
            case .advice: .advice
            case .score: .score(atLeast: score)
            case .toxicity: .toxicity(shock: Double(shock))
            }
        let result = try await (try call.desk).replay(cover, days: days)
        return Answer.json { $0.write(result, policy: policy.rawValue, days: days) }
    }
}
