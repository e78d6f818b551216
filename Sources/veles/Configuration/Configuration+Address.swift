import Foundation
import Web

extension Configuration {
    /// How browsers reach the server, when that is configured.
    /// - Throws: ``VerbFailure`` when it is no address of a site.
    func publicURL() throws -> String? {
        let text = self["server", "public_url"]
        guard !text.isEmpty else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false, url.query() == nil,
            url.fragment() == nil
        else { throw VerbFailure("server.public_url must be such as https://risk.example.com, and not \(text)") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// How browsers reach the server: as configured, or where it listens itself.
    func publicAddress() throws -> String { try Configuration.address(of: web()) }

    /// - Parameter port: the one that was bound; the configured one when nil.
    static func address(of web: WebConfiguration, port: Int? = nil) -> String {
        if let configured = web.publicURL { return configured }
        let host = web.host.contains(":") ? "[\(web.host)]" : web.host
        let scheme = if case .off = web.tls { "http" } else { "https" }
        return "\(scheme)://\(host):\(port ?? web.port)"
    }
}
