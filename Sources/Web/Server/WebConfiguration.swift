/// How the server is reached, and what it serves.
public struct WebConfiguration: Sendable {
    public var host = "127.0.0.1"
    /// 0 for any free port.
    public var port = 8080
    /// The folder with `site/`, `dashboard/` and `openapi.json`.
    public var assets: String
    /// True when browsers reach the server over TLS, by a proxy in front of it: cookies are then bound to that.
    public var areCookiesSecure = false
    /// What `/metrics` asks for as a bearer token; nil answers programs on this machine only.
    public var metricsToken: String?
    /// Shown in the metrics.
    public var version = "unknown"
    public var connectionLimits = ConnectionLimits()
    public var streamLimits = StreamLimits()

    public init(assets: String) { self.assets = assets }
}
