import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Tenancy

/// `/imports`: a statement or history file, taken whole or refused whole.
enum ImportRoutes {
    /// Bytes of a file.
    static let limit = 64 * 1024 * 1024

    static let routes = [
        Route(
            .post, "/api/v1/imports", .needs(.importHistory), query: ["connection", "filename", "account_number", "symbol"], body: .stream, take)
    ]

    private static func take(_ call: Call) async throws -> Response {
        let (desk, query, fields) = (try call.desk, call.query, call.request.headers)
        guard let id = try query.integer("connection", in: 1...Int64.max) else {
            throw Problem.invalid("connection", "It is needed: the id of the connection that the file belongs to.")
        }
        let name = query["filename"] ?? "upload"
        guard (1...200).contains(name.utf8.count) else { throw Problem.invalid("filename", "It must have 1 to 200 bytes.") }
        let login = try query.integer("account_number", in: 1...Int64.max)
        if let type = BodyRules.mediaType(fields), type == "multipart/form-data" {
            throw Problem.unsupportedType("the file itself as the body, not a form")
        }
        try BodyRules.demandKnownEncoding(fields)
        try BodyRules.demand(limit: limit, fields)
        let connection = ConnectionID(id)
        _ = try await desk.connectionView(connection)
        let body = try await call.request.body.collect(upTo: limit)
        guard body.readableBytes > 0 else { throw Problem.malformed("The body is empty. Send the file as the body.") }
        let report = try await desk.importFile(
            Array(body.readableBytesView), name: name, into: connection, login: login, symbol: query["symbol"], by: try call.actor)
        return Answer.json(status: .created) { report.write(to: &$0) }
    }
}
