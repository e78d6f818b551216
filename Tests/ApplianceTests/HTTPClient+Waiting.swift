import ApplianceDriver
import JSON

extension HTTPClient {
    /// Waits until a connection's link is in a state. - Returns: the connection as it then is.
    @discardableResult
    func waitForLink(_ id: Int64, _ state: String, within limit: Duration = .seconds(60)) async throws -> JSONValue {
        var seen = "nothing"
        return try await eventually("connection \(id) being \(state)", within: limit, seen: { seen }) {
            let answer = try await get("/api/v1/connections/\(id)")
            seen = answer.text
            return try answer.json["state"]?.string == state ? answer.json : nil
        }
    }
}
