import Hummingbird
import HummingbirdCore

/// A request before it is known whether it is answered: what it asks for, and how it came.
struct Incoming: Sendable {
    let request: Request
    /// The request's id.
    let id: String
    let path: Substring
    /// What stands behind the question mark.
    let query: Substring
    let match: RouteTable.Match
    let arrival: Arrival

    init(_ request: Request, id: String, arrival: Arrival, _ table: RouteTable) {
        let target = request.head.path ?? "/"
        path = target.prefix { $0 != "?" }
        query = target[path.endIndex...].dropFirst()
        match = table.match(request.method, path)
        (self.request, self.id, self.arrival) = (request, id, arrival)
    }

    /// The place of the matched route in the table; nil when none matched.
    var route: Int? {
        guard case .route(let index, _) = match else { return nil }
        return index
    }
}
