import HTTPTypes
import HummingbirdCore

/// From where a request comes, as far as sign-ins remember it.
struct RequestOrigin: Sendable {
    var address: String
    var userAgent: String
    var requestID: String
}

extension Call {
    var origin: RequestOrigin {
        RequestOrigin(address: peer, userAgent: String((request.headers[.userAgent] ?? "").prefix(256)), requestID: requestID)
    }
}
