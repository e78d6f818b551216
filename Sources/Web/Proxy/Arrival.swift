import Tenancy

/// How a request came here, as far as that can be believed.
struct Arrival: Sendable, Equatable {
    /// The client's address; nil when the peer has none, as over a Unix socket.
    var address: IPAddress?
    /// Whether the client speaks HTTPS, to us or to the proxy before us.
    var isHTTPS: Bool
    /// Whether browsers may be told to insist on HTTPS: not while they warn of the certificate.
    var mayInsist: Bool
}
