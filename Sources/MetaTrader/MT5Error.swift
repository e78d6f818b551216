/// Why something with a trading server did not succeed, and what to do about it.
public struct MT5Error: Error, Sendable, CustomStringConvertible {
    /// The kinds that callers tell apart.
    public enum Code: String, Sendable, CaseIterable {
        /// No connection could be made: wrong address, server down, or a firewall that drops the attempt.
        case unreachable
        /// The server did not answer in time.
        case timeout
        /// The server's TLS certificate is not trusted; ``MT5Error/certificate`` has its fingerprint.
        case untrustedCertificate
        /// Login and password do not fit.
        case passwordRefused
        /// The manager account is disabled or not set up as one.
        case accountRefused
        /// The server does not allow this machine's address.
        case addressRefused
        /// The manager lacks the permission for this request.
        case denied
        /// This build of the server does not know the request.
        case notSupported
        /// Requests came too fast.
        case rateLimited
        /// The server is there but cannot serve now: maintenance, shutting down, busy or without its trade server.
        case unavailable
        /// The session ended on the server's side.
        case sessionLost
        /// There is no such login, ticket, group or symbol.
        case notFound
        /// The server answered in a way the protocol does not allow.
        case protocolViolation
        /// The answer passed the size that is accepted.
        case answerTooLarge
        /// The server could not prove that it knows the password: it is a false one.
        case serverNotAuthentic
        /// This side closed the connection, or the other did in the middle of an answer.
        case closed
        /// The server refused this one request for a reason of its own; see ``MT5Error/returnCode``.
        case failed
        /// libcrypto refused an operation.
        case cryptography
        /// The endpoint's own settings make no sense.
        case configuration
    }

    public var code: Code
    /// A sentence that says what happened and what to do.
    public var message: String
    public var cause: (any Error)?
    /// What the server itself stated, where it did.
    public var returnCode: MT5ReturnCode?
    /// The HTTP status, where it was not 200.
    public var httpStatus: UInt?
    /// The SHA-256 of the server's certificate in lower-case hexadecimal, for ``Code/untrustedCertificate``.
    public var certificate: String?

    /// True for HTTP's "forbidden", which stands for a lost session as well as for a missing permission.
    var isRefusal: Bool { httpStatus == 401 || httpStatus == 403 }

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil, returnCode: MT5ReturnCode? = nil, certificate: String? = nil) {
        (self.code, self.message, self.cause) = (code, message, cause)
        (self.returnCode, self.certificate) = (returnCode, certificate)
    }

    public var description: String {
        guard let cause else { return message }
        return "\(message) (\(cause))"
    }

    /// What to do: what the server's own code asks for, else what the kind does.
    public var remedy: MT5ReturnCode.Remedy {
        if let returnCode, returnCode.remedy != .none { return returnCode.remedy }
        return switch code {
        case .unreachable, .timeout, .rateLimited, .unavailable, .protocolViolation, .closed: .retry
        case .sessionLost, .serverNotAuthentic: .logIn
        case .untrustedCertificate, .passwordRefused, .accountRefused, .addressRefused, .cryptography, .configuration: .stop
        case .denied, .notSupported, .notFound, .answerTooLarge, .failed: .fail
        }
    }

    static func protocolViolation(_ message: String, cause: (any Error)? = nil) -> MT5Error { MT5Error(.protocolViolation, message, cause: cause) }
    static func cryptography(_ message: String) -> MT5Error { MT5Error(.cryptography, message) }
    static let closedHere = MT5Error(.closed, "The connection was closed on this side.")
    static func answerTooLarge(limit: Int) -> MT5Error {
        MT5Error(.answerTooLarge, "The server's answer is larger than \(limit / 1_048_576) MB. Ask for a shorter time span or fewer accounts.")
    }
}
