import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Whether a request comes from a page of this site, or from no page at all.
enum SameSite {
    /// For writes that ask for no bearer token: a browser sends them with its cookies by itself, so a page of another site must not be
    /// able to use them.
    static func demand(_ request: Request, _ arrival: Arrival) throws(Problem) {
        let fields = request.headers
        let isAllowed = allows(
            fetchSite: fields[.fetchSite], origin: fields[.origin], host: request.head.authority, isHTTPS: arrival.isHTTPS)
        guard isAllowed else { throw .foreignOrigin }
    }

    /// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; a program says neither, and carries no
    /// browser's cookies.
    static func allows(fetchSite: String?, origin: String?, host: String?, isHTTPS: Bool) -> Bool {
        if let fetchSite { return fetchSite == "same-origin" || fetchSite == "none" }
        guard let origin else { return true }
        return matches(origin: origin, host: host, isHTTPS: isHTTPS)
    }

    /// Whether an `Origin` names the host that the request went to. A page that came without TLS may be anybody's, so it does not speak
    /// for a site that came with it; the reverse happens behind a proxy that ends TLS and is not known as one.
    static func matches(origin: String, host: String?, isHTTPS: Bool) -> Bool {
        guard let host, !host.isEmpty, let scheme = origin.firstRange(of: "://") else { return false }
        if isHTTPS, origin[..<scheme.lowerBound].lowercased() != "https" { return false }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }
}
