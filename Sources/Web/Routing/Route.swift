import HTTPTypes
import Hummingbird
import HummingbirdCore

/// One verb at one path: who may use it, what it takes, and what it does.
struct Route: Sendable {
    /// What a request may carry.
    enum Body: Sendable, Equatable {
        case none
        /// One JSON value of at most so many bytes.
        case json(limit: Int)
        /// As ``json(limit:)``, or nothing at all.
        case optionalJSON(limit: Int)
        /// The route reads the body itself.
        case stream
    }

    typealias Handler = @Sendable (Call) async throws -> Response

    let method: HTTPRequest.Method
    /// The path with its variable parts in braces: `/api/v1/accounts/{id}`.
    let pattern: String
    let access: Access
    /// The query keys it knows; any other is refused.
    let query: Set<String>
    let body: Body
    /// What its requests are counted under; nil when they are not counted.
    let budget: Budget?
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, query: Set<String> = [], body: Body = .none,
        _ handler: @escaping Handler
    ) {
        (self.method, self.pattern, self.access) = (method, pattern, access)
        (self.query, self.body, self.handler) = (query, body, handler)
        budget = Budget.of(method, pattern)
    }
}

extension Route.Body {
    /// Bodies of ordinary writes: a form, a note.
    static let form = Route.Body.json(limit: 64 * 1024)
    /// As ``form``, for writes that need not say anything.
    static let optionalForm = Route.Body.optionalJSON(limit: 64 * 1024)
}
