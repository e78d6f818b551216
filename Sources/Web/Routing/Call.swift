import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Logging
import Tenancy

/// One request on its way through a route: what was asked, by whom, with everything checked that the route's entry names.
struct Call: Sendable {
    let request: Request
    let requestID: String
    let arrival: Arrival
    let logger: Logger
    let parameters: [Substring]
    let query: Query
    /// The parsed body of routes that take JSON; null for others.
    let body: JSONValue
    /// Nil on open routes and on those of the operator.
    let caller: Caller?
    /// Who asks on the operator's routes.
    let operatorKey: OperatorKey?

    /// The address of the client; empty over a Unix socket.
    var peer: String { arrival.address?.description ?? "" }

    /// How the client itself reaches the server.
    var ownURL: String { "\(arrival.isHTTPS ? "https" : "http")://\(request.head.authority ?? "")" }

    /// Who asks, and the desk of the tenant.
    struct Caller: Sendable {
        let principal: Principal
        let desk: Desk
    }

    /// - Throws: ``Problem/unauthorized`` on a route that nobody needs to be signed in for.
    var principal: Principal { get throws(Problem) { try signedIn.principal } }
    /// The tenant's desk. - Throws: as ``principal``.
    var desk: Desk { get throws(Problem) { try signedIn.desk } }

    /// Who asks, for the audit trail. - Throws: as ``principal``.
    var actor: Actor {
        get throws(Problem) {
            if let operatorKey { return Actor(kind: .administrator, label: operatorKey.prefix, address: peer, requestID: requestID) }
            return try principal.actor(address: peer, requestID: requestID)
        }
    }

    /// The person who asks. - Throws: ``Problem/peopleOnly`` for a program.
    var person: UserID {
        get throws(Problem) {
            guard let user = try principal.user else { throw .peopleOnly }
            return user
        }
    }

    /// Who asks, as one who may change people and keys.
    var manager: Manager { get throws(Problem) { Manager(actor: try actor, permissions: try principal.permissions) } }

    private var signedIn: Caller {
        get throws(Problem) {
            guard let caller else { throw .unauthorized }
            return caller
        }
    }

    /// The number in the path. - Throws: ``Problem/noSuch(_:)``: an id that is no number names nothing.
    func id(of thing: String) throws(Problem) -> Int64 {
        guard let text = parameters.first, let id = Int64(text), id > 0, String(id) == text else { throw .noSuch(thing) }
        return id
    }

    /// - Throws: ``Problem`` when an optional body says anything.
    func demandEmptyBody() throws(Problem) {
        if body != .null { _ = try Fields(body, knowing: []) }
    }
}
