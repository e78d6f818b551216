import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/connections`: the tenant's trading servers. Passwords go in and never come out.
struct ConnectionRoutes: Sendable {
    /// What a try of a connection needs.
    let environment: DeskEnvironment

    var routes: [Route] {
        [
            Route(.get, "/api/v1/connections", .needs(.read), query: WholeList.keys, list),
            Route(.post, "/api/v1/connections", .needs(.editConnections), body: .form, add),
            Route(.post, "/api/v1/connections/test", .needs(.editConnections), body: .form, tryOut),
            Route(.get, "/api/v1/connections/{id}", .needs(.read), one),
            Route(.patch, "/api/v1/connections/{id}", .needs(.editConnections), body: .form, change),
            Route(.delete, "/api/v1/connections/{id}", .needs(.editConnections), remove),
            Route(.post, "/api/v1/connections/{id}/test", .needs(.editConnections), body: .optionalForm, test),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let connections = await (try call.desk).view().connections
        return try WholeList.page(connections, list: "connections", call.query, reserving: 600, key: { String($0.id.rawValue) }) { $1.write(to: &$0) }
    }

    private func one(_ call: Call) async throws -> Response {
        let view = try await (try call.desk).connectionView(ConnectionID(try call.id(of: "connection")))
        return Answer.json { view.write(to: &$0) }
    }

    private func add(_ call: Call) async throws -> Response {
        let view = try await (try call.desk).add(try ConnectionForm(call.body).connection(), by: try call.actor)
        var response = Answer.json(status: .created) { view.write(to: &$0) }
        response.headers[.location] = "/api/v1/connections/\(view.id.rawValue)"
        return response
    }

    private func change(_ call: Call) async throws -> Response {
        let (desk, id) = (try call.desk, ConnectionID(try call.id(of: "connection")))
        let before = try await desk.connectionView(id).connection
        let view = try await desk.update(id, try ConnectionForm(call.body).connection(changing: before), by: try call.actor)
        return Answer.json { view.write(to: &$0) }
    }

    private func remove(_ call: Call) async throws -> Response {
        try await (try call.desk).remove(ConnectionID(try call.id(of: "connection")), by: try call.actor)
        return Answer.noContent
    }

    /// Tries a connection that is not stored.
    private func tryOut(_ call: Call) async throws -> Response {
        let report = try await Desk.test(try ConnectionForm(call.body).connection(), environment: environment)
        return Answer.json { report.write(to: &$0) }
    }

    /// Tries a stored connection, with what the body would change of it.
    private func test(_ call: Call) async throws -> Response {
        let (desk, id) = (try call.desk, ConnectionID(try call.id(of: "connection")))
        let before = try await desk.connectionView(id).connection
        let isChanged = call.body.members?.isEmpty == false
        let change = isChanged ? try ConnectionForm(call.body).connection(changing: before) : nil
        let report = try await desk.test(id, change: change)
        return Answer.json { report.write(to: &$0) }
    }
}
