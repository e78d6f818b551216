import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Logging
import NIOCore
import Tenancy

/// The way of every request: find its route, prove who asks, check what it carries, run it, and dress the answer.
///
/// What a route's entry says is enforced here and nowhere else: access, query keys, body, repeated writes.
final class Gateway: HTTPResponder {
    typealias Context = Exchange

    private let table: RouteTable
    private let site: Site
    private let authenticator: Authenticator
    private let operators: OperatorAccess
    private let repeated = RepeatedWrites()
    private let arrivals: ArrivalReader
    private let requestGuard: RequestGuard
    private let ids: RequestIDs
    private let metrics: WebMetrics
    private let clock: WebClock
    private let logger: Logger

    init(
        table: RouteTable, site: Site, authenticator: Authenticator, operators: OperatorAccess, arrivals: ArrivalReader, requestGuard: RequestGuard,
        ids: RequestIDs, metrics: WebMetrics, clock: WebClock, logger: Logger
    ) {
        (self.table, self.site, self.authenticator, self.operators) = (table, site, authenticator, operators)
        (self.arrivals, self.requestGuard) = (arrivals, requestGuard)
        (self.ids, self.metrics, self.clock, self.logger) = (ids, metrics, clock, logger)
    }

    /// Every route that is served, static files apart.
    var routes: [Route] { table.routes }

    func respond(to request: Request, context: Exchange) async throws -> Response {
        let began = ContinuousClock.now
        let incoming = Incoming(
            request, id: ids.id(offered: request.headers[.xRequestID]), arrival: arrivals.arrival(of: request.headers, on: context.channel), table)
        var standing: RateStanding?
        var response: Response
        do {
            response = try await answer(incoming, &standing)
        } catch {
            response = refuse(error, incoming)
        }
        if request.method == .head { response = response.createHeadResponse() }
        SecurityFields.add(to: &response.headers, insisting: incoming.arrival.mayInsist)
        // A route that counts attempts of its own has said how it stands.
        if let standing, response.headers[.rateLimitLimit] == nil { for field in standing.fields { response.headers[field.name] = field.value } }
        response.headers[.xRequestID] = incoming.id
        if request.headers[.connection] == "close" { response.headers[.connection] = "close" }
        let took = ContinuousClock.now - began
        metrics.record(
            route: incoming.route, status: response.status.code, seconds: Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18)
        return response
    }

    /// - Parameter standing: how the tightest limit stands, also when the request is then refused for something else.
    private func answer(_ incoming: Incoming, _ standing: inout RateStanding?) async throws -> Response {
        let (request, arrival) = (incoming.request, incoming.arrival)
        guard request.head.authority != nil else { throw Problem.noHost }
        switch incoming.match {
        case .route(let index, let parameters):
            let route = table.routes[index]
            if let budget = route.budget { standing = try await requestGuard.admit(arrival, budget) }
            if route.access == .open, route.method != .get { try SameSite.demand(request, arrival) }
            let operatorKey = try await operatorKey(for: route.access, incoming)
            let caller = try await caller(for: route.access, incoming)
            if let caller, let budget = route.budget {
                standing = RateStanding.tighter(standing, try await requestGuard.admit(caller.principal, budget))
            }
            let query = incoming.query.isEmpty ? Query.empty : try Query(incoming.query, knowing: route.query)
            let (body, bytes) = try await Gateway.body(route.body, of: request)
            let call = Call(
                request: request, requestID: incoming.id, arrival: arrival, logger: logger, parameters: parameters, query: query, body: body,
                caller: caller, operatorKey: operatorKey)
            return try await runOnce(route, call, bytes)
        case .methodNotAllowed(let allowed): throw Problem.methodNotAllowed(allowed)
        case .nothing: return try site.answer(request, incoming.path)
        }
    }

    // MARK: Checks

    private func caller(for access: Access, _ incoming: Incoming) async throws -> Call.Caller? {
        if access == .open || access == .operatorKey { return nil }
        guard let token = Authenticator.bearer(incoming.request.headers[.authorization]),
            let caller = try await authenticator.caller(bearer: token, from: incoming.arrival.address?.description ?? "")
        else { throw Problem.unauthorized }
        switch access {
        case .open, .operatorKey: break
        case .person: guard caller.principal.user != nil else { throw Problem.peopleOnly }
        case .needs(let permission): guard caller.principal.permissions.contains(permission) else { throw Problem.forbidden }
        }
        return caller
    }

    private func operatorKey(for access: Access, _ incoming: Incoming) async throws -> OperatorKey? {
        guard access == .operatorKey else { return nil }
        guard let token = Authenticator.bearer(incoming.request.headers[.authorization]), let key = try await operators.key(bearer: token) else {
            throw Problem.unauthorized
        }
        return key
    }

    private static func body(_ kind: Route.Body, of request: Request) async throws -> (JSONValue, ByteBuffer) {
        let (limit, isOptional): (Int, Bool)
        switch kind {
        case .none, .stream: return (.null, ByteBuffer())
        case .json(let most): (limit, isOptional) = (most, false)
        case .optionalJSON(let most): (limit, isOptional) = (most, true)
        }
        try BodyRules.demandKnownEncoding(request.headers)
        try BodyRules.demand(limit: limit, request.headers)
        let bytes = try await request.body.collect(upTo: limit)
        if isOptional, bytes.readableBytes == 0 { return (.null, bytes) }
        try BodyRules.demandJSON(request.headers)
        return (try JSONValue(parsing: bytes.readableBytesView, depth: 16), bytes)
    }

    // MARK: Repeated writes

    private func runOnce(_ route: Route, _ call: Call, _ body: ByteBuffer) async throws -> Response {
        guard route.method != .get, route.body != .stream, let caller = call.caller, let text = call.request.headers[.idempotencyKey] else {
            return try await route.handler(call)
        }
        guard !text.isEmpty, text.utf8.count <= RepeatedWrites.maxKey else {
            throw Problem.invalid("Idempotency-Key", "It must have 1 to \(RepeatedWrites.maxKey) characters.")
        }
        let key = RepeatedWrites.Key(tenant: caller.principal.tenant, caller: caller.principal.kind, key: text)
        let what = Array("\(call.request.method.rawValue) \(call.request.head.path ?? "")\n".utf8) + Array(body.readableBytesView)
        switch repeated.begin(key, fingerprint: Digest.sha256(what), at: clock.now()) {
        case .proceed: return try await runFirst(route, call, key)
        case .answer(let kept): return kept.response
        case .underWay:
            throw Problem(.conflict, "write-under-way", "Write under way", "The same write is being done at this moment. Ask again shortly.")
        case .otherRequest:
            throw Problem(.unprocessableContent, "key-reused", "Key used before", "This Idempotency-Key was used for another request.")
        }
    }

    private func runFirst(_ route: Route, _ call: Call, _ key: RepeatedWrites.Key) async throws -> Response {
        do {
            let response = try await route.handler(call)
            repeated.keep(try await RepeatedWrites.Kept(response), for: key)
            return response
        } catch {
            repeated.drop(key)
            throw error
        }
    }

    // MARK: Refusals

    private func refuse(_ error: any Error, _ incoming: Incoming) -> Response {
        let problem = Problem(error)
        if problem.status.code >= 500 {
            logger.error(
                "A request failed",
                metadata: [
                    "request_id": "\(incoming.id)", "method": "\(incoming.request.method.rawValue)", "path": "\(incoming.path.prefix(200))",
                    "status": "\(problem.status.code)",
                    "cause": "\(problem.cause.map { String(describing: $0) } ?? problem.detail)",
                ])
        }
        return problem.response(requestID: incoming.id)
    }
}
