import Tenancy
import Web

extension Configuration {
    /// What the web server is told.
    /// - Throws: ``VerbFailure`` naming the key that is wrong and what would be right.
    func web() throws -> WebConfiguration {
        var web = WebConfiguration(assets: assets)
        (web.host, web.port) = try listen()
        (web.metricsToken, web.version) = (metricsToken, Version.text)
        web.trustedProxies = try trustedProxies()
        web.publicURL = try publicURL()
        web.tls = try tls(host: web.host, hasProxy: !web.trustedProxies.isEmpty)
        web.rateLimits = try rateLimits()
        web.connectionLimits.connectionsPerAddress = try connectionsPerAddress()
        return web
    }

    private func trustedProxies() throws -> [AddressRange] {
        try self["server", "trusted_proxies"].split(separator: ",").map { item in
            let text = item.filter { $0 != " " }
            guard let range = AddressRange(text) else {
                throw VerbFailure("server.trusted_proxies must be addresses or networks, such as 10.0.0.0/8, and not \(text)")
            }
            return range
        }
    }

    private func tls(host: String, hasProxy: Bool) throws -> TLSMode {
        let (certificate, key) = (self["tls", "cert_file"], self["tls", "key_file"])
        switch self["tls", "mode"] {
        case "self-signed": return .selfSigned(file: stateDirectory + "/self-signed.pem")
        case "files":
            guard !certificate.isEmpty, !key.isEmpty else { throw VerbFailure("tls.mode \"files\" needs tls.cert_file and tls.key_file") }
            return .files(certificate: certificate, key: key)
        case "off":
            guard hasProxy || Configuration.isThisMachine(host) else {
                throw VerbFailure(
                    "tls.mode may be \"off\" only when server.listen is an address of this machine alone, such as 127.0.0.1:8080, "
                        + "or server.trusted_proxies names the proxy that ends TLS")
            }
            return .off
        default: throw VerbFailure("tls.mode must be \"self-signed\", \"files\" or \"off\", and not \(self["tls", "mode"])")
        }
    }

    private static func isThisMachine(_ host: String) -> Bool { host == "localhost" || IPAddress(host)?.isLoopback == true }
}
