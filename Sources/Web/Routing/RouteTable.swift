import HTTPTypes

/// Finds the route of a request in a tree of path parts.
struct RouteTable: Sendable {
    enum Match {
        case route(Int, parameters: [Substring])
        /// The path is known, the verb is not.
        case methodNotAllowed([String])
        case nothing
    }

    private struct Node {
        var children: [Substring: Int] = [:]
        var variable: Int?
        var routes: [(method: HTTPRequest.Method, route: Int)] = []
    }

    let routes: [Route]
    private var nodes = [Node()]

    init(_ routes: [Route]) {
        self.routes = routes
        for (index, route) in routes.enumerated() { insert(route, index) }
    }

    /// The route of a path without its query. `HEAD` is answered by `GET`'s route. Each route has one spelling: a path with a slash too
    /// many is another path, so that rules for paths in a proxy hold.
    func match(_ method: HTTPRequest.Method, _ path: Substring) -> Match {
        var node = 0
        var parameters: [Substring] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if let child = nodes[node].children[part] {
                node = child
            } else if let variable = nodes[node].variable, !part.isEmpty {
                node = variable
                parameters.append(part)
            } else {
                return .nothing
            }
        }
        let wanted = method == .head ? .get : method
        if let found = nodes[node].routes.first(where: { $0.method == wanted }) { return .route(found.route, parameters: parameters) }
        guard !nodes[node].routes.isEmpty else { return .nothing }
        var allowed = nodes[node].routes.map(\.method.rawValue)
        if allowed.contains("GET") { allowed.append("HEAD") }
        return .methodNotAllowed(allowed.sorted())
    }

    private mutating func insert(_ route: Route, _ index: Int) {
        var node = 0
        for part in route.pattern.split(separator: "/") {
            let isVariable = part.first == "{"
            if let next = isVariable ? nodes[node].variable : nodes[node].children[part] {
                node = next
                continue
            }
            nodes.append(Node())
            if isVariable { nodes[node].variable = nodes.count - 1 } else { nodes[node].children[part] = nodes.count - 1 }
            node = nodes.count - 1
        }
        nodes[node].routes.append((route.method, index))
    }
}
