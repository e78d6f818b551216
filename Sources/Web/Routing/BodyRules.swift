import HTTPTypes

/// What the header fields of a request must say about its body.
enum BodyRules {
    static func demandJSON(_ fields: HTTPFields) throws(Problem) {
        guard let type = mediaType(fields) else { return }
        guard type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json") else {
            throw .unsupportedType("application/json")
        }
    }

    /// Bodies are decoded on the way in; what cannot be decoded must not be read as if it were plain.
    static func demandKnownEncoding(_ fields: HTTPFields) throws(Problem) {
        guard let encoding = fields[.contentEncoding]?.lowercased() else { return }
        guard ["gzip", "deflate", "identity"].contains(encoding) else {
            throw .unsupportedType("a body in plain form or with Content-Encoding: gzip")
        }
    }

    /// Refuses a body that says itself that it is too large, before it is sent.
    static func demand(limit: Int, _ fields: HTTPFields) throws(Problem) {
        guard let length = fields[.contentLength].flatMap({ Int($0) }), length > limit else { return }
        throw .tooLarge(limit: limit)
    }

    /// The media type without parameters, in lower case; nil when none is stated.
    static func mediaType(_ fields: HTTPFields) -> String? {
        fields[.contentType].map { String($0.prefix { $0 != ";" }.filter { $0 != " " }).lowercased() }
    }
}
