import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/clusters`, and the links of one account: who trades as one.
enum ClusterRoutes {
    static let routes = [
        Route(.get, "/api/v1/clusters", .needs(.read), query: WholeList.keys.union(["kind"]), clusters),
        Route(.get, "/api/v1/accounts/{id}/links", .needs(.read), query: WholeList.keys, links),
    ]

    private static func clusters(_ call: Call) async throws -> Response {
        let kind = try call.query.choice("kind", LinkKind.self)
        let clusters = await (try call.desk).clusters().filter { kind == nil || $0.kind == kind }
        return try WholeList.page(
            clusters, list: "clusters-\(kind?.rawValue ?? "all")", call.query, reserving: 800, key: { "\($0.kind.rawValue)-\($0.id.rawValue)" }
        ) { $0.write($1) }
    }

    private static func links(_ call: Call) async throws -> Response {
        let (id, desk) = (AccountID(try call.id(of: "account")), try call.desk)
        let view = await desk.view()
        guard view.account(id) != nil else { throw Problem.noSuch("account") }
        let links = await desk.links(of: id)
        return try WholeList.page(
            links, list: "links-\(id.rawValue)", call.query, reserving: 900, key: { "\($0.kind.rawValue)-\($0.account.rawValue)" }
        ) { json, link in json.write(link, other: view.account(link.account)) }
    }
}
