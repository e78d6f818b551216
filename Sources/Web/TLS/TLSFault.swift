/// Why a certificate cannot be used.
public struct TLSFault: Error, Sendable, CustomStringConvertible {
    /// A sentence that names the file and what would be right.
    public var message: String
    public var cause: (any Error)?

    init(_ message: String, cause: (any Error)? = nil) { (self.message, self.cause) = (message, cause) }

    public var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
