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
    private let repeated = RepeatedWrites()
    private let arrivals: ArrivalReader
    private let requestGuard: RequestGuard
    private let ids: RequestIDs
    private let metrics: WebMetrics
    private let clock: WebClock
    private let logger: Logger

    init(
        table: RouteTable, site: Site, authenticator: Authenticator, arrivals: ArrivalReader, requestGuard: RequestGuard, ids: RequestIDs,
        metrics: WebMetrics, clock: WebClock, logger: Logger
    ) {
        (self.table, self.site, self.authenticator) = (table, site, authenticator)
        (self.arrivals, self.requestGuard) = (arrivals, requestGuard)
        (self.ids, self.metrics, self.clock, self.logger) = (ids, metrics, clock, logger)
    }

    /// Every route that is served, static files apart.
    var routes: [Route] { table.routes }

    func respond(to request: Request, context: Exchange) async throws -> Response {
        let began = ContinuousClock.now
        let id = ids.id(offered: request.headers[.xRequestID])
        let target = request.head.path ?? "/"
        let path = target.prefix { $0 != "?" }
        let match = table.match(request.method, path)
        let arrival = arrivals.arrival(of: request.headers, on: context.channel)
        var standing: RateStanding?
        var response: Response
        do {
            response = try await answer(request, match, path, target[path.endIndex...].dropFirst(), id, context, arrival, &standing)
        } catch {
            response = refuse(error, request, path, id)
        }
        if request.method == .head { response = response.createHeadResponse() }
        SecurityFields.add(to: &response.headers, insisting: arrival.mayInsist)
        // A route that counts attempts of its own has said how it stands.
        if let standing, response.headers[.rateLimitLimit] == nil { for field in standing.fields { response.headers[field.name] = field.value } }
        response.headers[.xRequestID] = id
        if request.headers[.connection] == "close" { response.headers[.connection] = "close" }
        var route: Int?
        if case .route(let index, _) = match { route = index }
        let took = ContinuousClock.now - began
        metrics.record(
            route: route, status: response.status.code, seconds: Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18)
        return response
    }

    private func answer(
        _ request: Request, _ match: RouteTable.Match, _ path: Substring, _ query: Substring, _ id: String, _ context: Exchange,
        _ arrival: Arrival, _ standing: inout RateStanding?
    ) async throws -> Response {
        guard request.head.authority != nil else { throw Problem.noHost }
        switch match {
        case .route(let index, let parameters):
            let route = table.routes[index]
            if let budget = route.budget { standing = try await requestGuard.admit(arrival, budget) }
            if route.access == .open, route.method != .get { try SameSite.demand(request, arrival) }
            let caller = try await caller(for: route.access, request, from: arrival)
            if let caller, let budget = route.budget {
                standing = RateStanding.tighter(standing, try await requestGuard.admit(caller.principal, budget))
            }
            let parsed = query.isEmpty ? Query.empty : try Query(query, knowing: route.query)
            let (body, bytes) = try await Gateway.body(route.body, of: request)
            let call = Call(
                request: request, requestID: id, arrival: arrival, logger: logger, parameters: parameters, query: parsed, body: body,
                caller: caller)
            return try await runOnce(route, call, bytes)
        case .methodNotAllowed(let allowed): throw Problem.methodNotAllowed(allowed)
        case .nothing: return try site.answer(request, path)
        }
    }

    // MARK: Checks

    private func caller(for access: Access, _ request: Request, from arrival: Arrival) async throws -> Call.Caller? {
        if access == .open { return nil }
        guard let token = Authenticator.bearer(request.headers[.authorization]),
            let caller = try await authenticator.caller(bearer: token, from: arrival.address?.description ?? "")
        else { throw Problem.unauthorized }
        switch access {
        case .open: break
        case .person: guard caller.principal.user != nil else { throw Problem.peopleOnly }
        case .needs(let permission): guard caller.principal.permissions.contains(permission) else { throw Problem.forbidden }
        }
        return caller
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

    private func refuse(_ error: any Error, _ request: Request, _ path: Substring, _ id: String) -> Response {
        let problem = Problem(error)
        if problem.status.code >= 500 {
            logger.error(
                "A request failed",
                metadata: [
                    "request_id": "\(id)", "method": "\(request.method.rawValue)", "path": "\(path.prefix(200))", "status": "\(problem.status.code)",
                    "cause": "\(problem.cause.map { String(describing: $0) } ?? problem.detail)",
                ])
        }
        return problem.response(requestID: id)
    }
}
