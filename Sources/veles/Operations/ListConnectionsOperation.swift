import Brokerage
import Desk
import JSON
import Tenancy

/// The trading servers of a tenant.
struct ListConnectionsOperation: Operation {
    static let name = "connection-list"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Printout {
        let connections = try await parts.desks.desk(input.tenant, evenSuspended: true).file.read { try $0.connections() }
        return Printout(
            text: connections.map(Self.line).joined(separator: "\n"),
            json: { json in
                json.beginArray()
                for connection in connections { json.write(connection) }
                json.endArray()
            })
    }

    private static func line(_ connection: Connection) -> String {
        [
            "\(connection.id.rawValue)", connection.platform.rawValue, connection.status.rawValue, connection.name, connection.endpoint ?? "pushed",
        ].joined(separator: "\t")
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ connection: Connection) {
        beginObject()
        key("id"); integer(connection.id.rawValue)
        key("platform"); string(connection.platform.rawValue)
        key("name"); string(connection.name)
        key("endpoint"); optional(connection.endpoint)
        key("state"); string(connection.status.rawValue)
        key("reason"); optional(connection.reason)
        endObject()
    }
}
