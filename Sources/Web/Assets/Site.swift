import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Which static file answers a path that no route has: the landing page, the dashboard and what they load.
struct Site: Sendable {
    /// The served contract.
    static let contract = "/api/v1/openapi.json"

    let files: StaticFiles

    /// - Throws: ``Problem/notFound``, or that the verb does not fit.
    func answer(_ request: Request, _ path: Substring) throws(Problem) -> Response {
        guard !path.hasPrefix("/api/") || path == Site.contract else { throw .notFound }
        guard request.method == .get || request.method == .head else { throw .methodNotAllowed(["GET", "HEAD"]) }
        if path == "/dashboard" { return Response(status: .permanentRedirect, headers: [.location: "/dashboard/"]) }
        guard let file = file(path) else { throw .notFound }
        return file.response(
            acceptEncoding: isLed(request) ? nil : request.headers[.acceptEncoding], ifNoneMatch: request.headers[.ifNoneMatch])
    }

    /// Whether a page of another site led here. Sizes of compressed answers could then be measured from there (BREACH); files hold
    /// nothing secret, but who checks the server from outside cannot know that.
    private func isLed(_ request: Request) -> Bool {
        guard let referrer = request.headers[.referer] else { return false }
        let host = referrer.firstRange(of: "://").map { referrer[$0.upperBound...].prefix { $0 != "/" }.lowercased() }
        return host != request.head.authority?.lowercased()
    }

    private func file(_ path: Substring) -> StaticFile? {
        if let file = files[String(path)] { return file }
        if path.hasSuffix("/"), let file = files[path + "index.html"] { return file }
        let last = path.split(separator: "/").last ?? ""
        guard !last.contains(".") else { return nil }
        // The dashboard's pages exist in the browser only: all of them are one document.
        if path.hasPrefix("/dashboard/") { return files["/dashboard/index.html"] }
        return files[path + ".html"]
    }
}
