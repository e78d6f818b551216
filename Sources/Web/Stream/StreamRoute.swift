import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTP1
import Tenancy

/// `/stream`: who may listen. Asked by the gate for an upgrade, and by the plain route to say what was wrong with one.
struct StreamRoute: Sendable {
    static let path = "/api/v1/stream"

    let authenticator: Authenticator
    let streams: StreamService
    let arrivals: ArrivalReader
    let requestGuard: RequestGuard

    var routes: [Route] { [Route(.get, StreamRoute.path, .open, plain)] }

    /// What a request shows to be let in.
    private struct Credentials {
        var authorization: String?
        var subprotocols: [String]
        var cookies: [String]
        var origin: String?
        var fetchSite: String?
        var host: String?
        var arrival: Arrival
    }

    /// Admits an upgrade, or leaves it to the plain route.
    func admit(_ head: HTTPRequestHead, _ channel: any Channel) async -> StreamAdmission? {
        guard !head.uri.contains("?") else { return nil }
        let arrival = arrivals.arrival(of: head.headers, on: channel)
        let credentials = Credentials(
            authorization: head.headers["Authorization"].first,
            subprotocols: head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map { String($0) },
            cookies: head.headers["Cookie"], origin: head.headers["Origin"].first, fetchSite: head.headers["Sec-Fetch-Site"].first,
            host: head.headers["Host"].first, arrival: arrival)
        do {
            // An upgrade that is left to the plain route is counted there.
            _ = try await requestGuard.admit(arrival, .reads)
            return try await judge(credentials)
        } catch {
            // The plain route meets the same refusal and answers it in words.
            return nil
        }
    }

    /// A request to the stream that was not upgraded.
    private func plain(_ call: Call) async throws -> Response {
        let fields = call.request.headers
        let protocols = fields[values: .secWebSocketProtocol].flatMap { $0.split(separator: ",").map { String($0.drop { $0 == " " }) } }
        _ = try await judge(
            Credentials(
                authorization: fields[.authorization], subprotocols: protocols, cookies: fields[values: .cookie], origin: fields[.origin],
                fetchSite: fields[.fetchSite], host: call.request.head.authority, arrival: call.arrival))
        var problem = Problem(
            .upgradeRequired, "upgrade-required", "WebSocket needed", "This address speaks WebSocket (RFC 6455, version 13) on a new connection.")
        problem.headers = [HTTPField(name: .upgrade, value: "websocket")]
        throw problem
    }

    /// In this order: a bearer token in a header, one as the subprotocol after `bearer`, the stream cookie of this site's own pages.
    private func judge(_ shown: Credentials) async throws -> StreamAdmission {
        // A page of another site must not open a stream, whatever it shows.
        let isOurs = SameSite.allows(fetchSite: shown.fetchSite, origin: shown.origin, host: shown.host, isHTTPS: shown.arrival.isHTTPS)
        guard isOurs else { throw Problem.foreignOrigin }
        let token: String?
        var answersSubprotocol = false
        if let bearer = Authenticator.bearer(shown.authorization) {
            token = bearer
        } else if shown.subprotocols.count == 2, shown.subprotocols[0] == "bearer" {
            (token, answersSubprotocol) = (shown.subprotocols[1], true)
        } else {
            guard shown.origin != nil else { throw Problem.unauthorized }
            token = SignInCookies.value(SignInCookies(shown.arrival).streamName, in: shown.cookies)
        }
        guard let token, let caller = try await authenticator.caller(bearer: token, from: shown.arrival.address?.description ?? "")
        else { throw Problem.unauthorized }
        guard caller.principal.permissions.contains(.read) else { throw Problem.forbidden }
        return streams.admission(
            of: caller.principal, at: shown.arrival.address?.description ?? "", desk: caller.desk, answersSubprotocol: answersSubprotocol)
    }
}
