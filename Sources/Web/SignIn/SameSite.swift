/// Whether a request comes from a page of this site, or from no page at all.
enum SameSite {
    /// For requests that a browser sends with cookies by itself. Browsers say where a request comes from in `Sec-Fetch-Site`, older
    /// ones in `Origin`; a program says neither, and carries no browser's cookies.
    static func allows(fetchSite: String?, origin: String?, host: String?) -> Bool {
        if let fetchSite { return fetchSite == "same-origin" || fetchSite == "none" }
        guard let origin else { return true }
        return matches(origin: origin, host: host)
    }

    /// Whether an `Origin` names the host that the request went to.
    static func matches(origin: String, host: String?) -> Bool {
        guard let host, !host.isEmpty, let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }
}
