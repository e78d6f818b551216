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
            acceptEncoding: request.headers[.acceptEncoding], ifNoneMatch: request.headers[.ifNoneMatch])
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
