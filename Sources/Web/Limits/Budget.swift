import HTTPTypes

/// What a request is counted under. Each has limits of its own: a program that pushes too much keeps nobody from signing in.
public enum Budget: String, Sendable, Hashable, CaseIterable {
    /// Pushed events and imported files.
    case ingest
    case reads
    case writes
    /// What takes the server long to work out: reports, exports, replays.
    case reports
    /// All that leads to a sign-in, and what guards one.
    case signIn = "sign_in"
}

extension Budget {
    /// The budget of a route; nil for those that machines ask at their own pace and that cost nothing: `/healthz` and `/metrics`.
    static func of(_ method: HTTPRequest.Method, _ pattern: String) -> Budget? {
        if pattern == "/readyz" { return .reads }
        guard pattern.hasPrefix(api) else { return nil }
        let path = pattern.dropFirst(api.count)
        let parts = path.split(separator: "/")
        switch parts.first {
        case "auth", "setup": return .signIn
        case "ingest", "imports": return .ingest
        case "reports": return method == .post || parts.last == "file" ? .reports : method == .get ? .reads : .writes
        default: break
        }
        if let last = parts.last, long.contains(last) { return .reports }
        return method == .get ? .reads : .writes
    }

    private static let api = "/api/v1/"
    /// The last parts of paths whose answers take long.
    private static let long: Set<Substring> = ["replay", "export", "verify", "personal-data"]
}
