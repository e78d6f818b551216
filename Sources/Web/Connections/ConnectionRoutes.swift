import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/connections`: the tenant's trading servers. Passwords go in and never come out.
enum ConnectionRoutes {
    static let routes = [
        Route(.get, "/api/v1/connections", .needs(.read), list),
        Route(.post, "/api/v1/connections", .needs(.editConnections), body: .form, add),
        Route(.get, "/api/v1/connections/{id}", .needs(.read), one),
        Route(.patch, "/api/v1/connections/{id}", .needs(.editConnections), body: .form, change),
        Route(.delete, "/api/v1/connections/{id}", .needs(.editConnections), remove),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let connections = await (try call.desk).view().connections
        return Answer.page(nextCursor: nil, reserving: connections.count * 600 + 64) { json in
            for connection in connections { connection.write(to: &json) }
        }
    }

    private static func one(_ call: Call) async throws -> Response {
        let view = try await (try call.desk).connectionView(ConnectionID(try call.id(of: "connection")))
        return Answer.json { view.write(to: &$0) }
    }

    private static func add(_ call: Call) async throws -> Response {
        let view = try await (try call.desk).add(try ConnectionForm(call.body).connection())
        var response = Answer.json(status: .created) { view.write(to: &$0) }
        response.headers[.location] = "/api/v1/connections/\(view.id.rawValue)"
        return response
    }

    private static func change(_ call: Call) async throws -> Response {
        let (desk, id) = (try call.desk, ConnectionID(try call.id(of: "connection")))
        let before = try await desk.connectionView(id).connection
        let view = try await desk.update(id, try ConnectionForm(call.body).connection(changing: before))
        return Answer.json { view.write(to: &$0) }
    }

    private static func remove(_ call: Call) async throws -> Response {
        try await (try call.desk).remove(ConnectionID(try call.id(of: "connection")))
        return Answer.noContent
    }
}
