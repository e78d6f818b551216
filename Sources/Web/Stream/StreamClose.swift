/// Why the server ends a session: the code and the words of its close frame (RFC 6455 section 7.4, and 4401 of our own).
struct StreamClose: Sendable, Equatable {
    var code: UInt16
    var reason: String

    static let tooMany = StreamClose(code: 1008, reason: "too many messages")
    static let normal = StreamClose(code: 1000, reason: "")
    static let goingAway = StreamClose(code: 1001, reason: "the server stops; connect again")
    static let binary = StreamClose(code: 1003, reason: "frames are JSON text")
    static let notUTF8 = StreamClose(code: 1007, reason: "the text is not UTF-8")
    static let tooLarge = StreamClose(code: 1009, reason: "the message is too large")
    static let failed = StreamClose(code: 1011, reason: "the server could not go on; connect again")
    static let slow = StreamClose(code: 1013, reason: "too slow to read; connect again")
    static let silent = StreamClose(code: 1001, reason: "no answer to a ping")
    static let expired = StreamClose(code: 4401, reason: "the sign-in has ended; sign in and connect again")

    init(code: UInt16, reason: String) { (self.code, self.reason) = (code, reason) }
    init(_ violation: FrameViolation) { self.init(code: violation.code, reason: violation.reason) }
}
