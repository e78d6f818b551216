/// How the web server speaks TLS.
public enum TLSMode: Sendable, Equatable {
    /// Plain HTTP: for this machine only, or behind a proxy that ends TLS.
    case off
    /// A certificate of our own making in this file, made when it is missing or has run out.
    case selfSigned(file: String)
    /// The operator's certificate with its chain, and its key, as PEM.
    case files(certificate: String, key: String)
}
