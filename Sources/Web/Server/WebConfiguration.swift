import Tenancy

/// How the server is reached, and what it serves.
public struct WebConfiguration: Sendable {
    public var host = "127.0.0.1"
    /// 0 for any free port.
    public var port = 8080
    /// The folder with `site/`, `dashboard/` and `openapi.json`.
    public var assets: String
    public var tls = TLSMode.off
    /// Networks of the proxies in front of the server, whose word on clients' addresses and on TLS counts.
    public var trustedProxies: [AddressRange] = []
    /// How browsers reach the server, such as `https://risk.example.com`; nil takes what a request says of it. Links for people begin with it.
    public var publicURL: String?
    /// What `/metrics` asks for as a bearer token; nil answers programs on this machine only.
    public var metricsToken: String?
    /// Shown in the metrics.
    public var version = "unknown"
    public var rateLimits = RateLimits.standard
    public var connectionLimits = ConnectionLimits()
    public var streamLimits = StreamLimits()

    public init(assets: String) { self.assets = assets }
}
