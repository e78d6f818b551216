import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// A file that is served from memory, in the forms in which it lay on the disk.
struct StaticFile: Sendable {
    /// One encoding of the file, with an `ETag` of its own.
    struct Form: Sendable {
        var bytes: ByteBuffer
        var etag: String
    }

    var contentType: String
    var identity: Form
    var brotli: Form?
    var gzip: Form?
    /// True when the name holds a hash of the content, so that the content behind it never changes.
    var isImmutable: Bool

    /// - Parameters:
    ///   - acceptEncoding: the request's field of that name.
    ///   - ifNoneMatch: the request's field of that name.
    func response(acceptEncoding: String?, ifNoneMatch: String?) -> Response {
        let (form, encoding) = choose(AcceptedEncodings(acceptEncoding))
        var headers = HTTPFields()
        headers[.eTag] = form.etag
        headers[.vary] = "Accept-Encoding"
        headers[.cacheControl] = isImmutable ? "public, max-age=31536000, immutable" : "no-cache"
        headers[.contentSecurityPolicy] = SecurityFields.pagePolicy
        if StaticFile.matches(ifNoneMatch, form.etag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = contentType
        if let encoding { headers[.contentEncoding] = encoding }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: form.bytes))
    }

    private func choose(_ accepted: AcceptedEncodings) -> (Form, String?) {
        if accepted.brotli, let brotli { return (brotli, "br") }
        if accepted.gzip, let gzip { return (gzip, "gzip") }
        return (identity, nil)
    }

    /// Weak comparison of RFC 9110 section 13.1.2.
    private static func matches(_ field: String?, _ etag: String) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { candidate in
            let tag = candidate.drop { $0 == " " }
            return tag == "*" || tag == etag || tag == "W/" + etag
        }
    }
}

/// Which encodings a client takes, from its `Accept-Encoding`.
struct AcceptedEncodings: Sendable, Equatable {
    var brotli = false
    var gzip = false

    init(_ field: String?) {
        for item in (field ?? "").split(separator: ",").prefix(16) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = parts.first, !parts.dropFirst().contains(where: AcceptedEncodings.isRefusal) else { continue }
            if name == "br" { brotli = true }
            if name == "gzip" { gzip = true }
        }
    }

    /// `q=0`, `q=0.0` and so on: anything but that.
    private static func isRefusal(_ parameter: String) -> Bool {
        parameter.hasPrefix("q=") && Double(parameter.dropFirst(2)) == 0
    }
}
