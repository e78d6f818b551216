import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension RepeatedWrites.Kept {
    /// Keeps an answer that stands whole in memory, as all answers to writes do.
    init(_ response: Response) async throws {
        let collector = BodyCollector()
        try await response.body.write(BodyCollector.Writer(collector: collector))
        self.init(status: response.status, contentType: response.headers[.contentType], location: response.headers[.location], body: collector.bytes)
    }

    var response: Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers[.contentType] = contentType
        headers[.location] = location
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
