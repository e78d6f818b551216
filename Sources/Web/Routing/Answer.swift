import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore

/// Answers in JSON.
enum Answer {
    private static let headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]

    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func json(_ buffer: ByteBuffer) -> Response {
        Response(status: .ok, headers: headers, body: .init(byteBuffer: buffer))
    }

    static func json(
        status: HTTPResponse.Status = .ok, reserving capacity: Int = 512, _ body: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var writer = JSONWriter(reservingCapacity: capacity)
        try body(&writer)
        return json(writer.bytes, status: status)
    }

    /// A list's page: `{"items":[…],"next_cursor":…}`.
    static func page(nextCursor: String?, reserving capacity: Int = 512, _ items: (inout JSONWriter) throws -> Void) rethrows -> Response {
        try json(reserving: capacity) { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            try items(&json)
            json.endArray()
            json.key("next_cursor")
            if let nextCursor { json.string(nextCursor) } else { json.null() }
            json.endObject()
        }
    }

    static let noContent = Response(status: .noContent, headers: [.cacheControl: "no-store"])
}
