import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore

/// A refusal in the form of RFC 9457, `application/problem+json`.
struct Problem: Error, Sendable {
    /// What is wrong with one field or query key.
    struct Field: Sendable, Equatable {
        /// The name as the client wrote it.
        var field: String
        var detail: String
    }

    var status: HTTPResponse.Status
    /// The last part of `type`; a client may branch on it.
    var code: String
    var title: String
    /// What happened and what helps, for a person.
    var detail: String
    var fields: [Field] = []
    /// Seconds after which trying again makes sense.
    var retryAfter: Int?
    /// Further header fields, such as `Allow`.
    var headers: [HTTPField] = []
    /// What led here. It goes to the log, never to the client.
    var cause: (any Error)?

    init(_ status: HTTPResponse.Status, _ code: String, _ title: String, _ detail: String) {
        (self.status, self.code, self.title, self.detail) = (status, code, title, detail)
    }

    func response(requestID: String) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        for field in self.headers { headers.append(field) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json(requestID: requestID))))
    }

    func json(requestID: String) -> [UInt8] {
        JSONWriter.bytes { json in
            json.beginObject()
            json.key("type")
            json.string("urn:veles:problem:\(code)")
            json.key("title")
            json.string(title)
            json.key("status")
            json.integer(status.code)
            json.key("detail")
            json.string(detail)
            json.key("request_id")
            json.string(requestID)
            if !fields.isEmpty {
                json.key("errors")
                json.beginArray()
                for field in fields {
                    json.beginObject()
                    json.key("field")
                    json.string(field.field)
                    json.key("detail")
                    json.string(field.detail)
                    json.endObject()
                }
                json.endArray()
            }
            json.endObject()
        }
    }
}
