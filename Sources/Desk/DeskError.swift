import Brokerage

/// Why a desk did not do what it was asked.
public struct DeskError: Error, Sendable, CustomStringConvertible {
    /// What a caller may want to branch on.
    public enum Code: Sendable, Equatable {
        case unknownTenant
        case suspended
        /// The tenant's file is damaged and set aside; the message says why.
        case quarantined
        case diskFull
        case notFound
        case planLimit
        /// Whoever asks may not do this.
        case forbidden
        /// A field of the request is wrong.
        case invalid(field: String)
        case conflict
        /// The desk has more waiting than it may hold: try again.
        case busy
        /// The desk was closed meanwhile.
        case closed
        case failed
    }

    public var code: Code
    /// What happened and what can be done, in one sentence.
    public var message: String
    /// The error that led here, for the log.
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        (self.code, self.message, self.cause) = (code, message, cause)
    }

    public var description: String { message }

    static func suspended(_ slug: TenantSlug) -> DeskError { DeskError(.suspended, "The tenant \(slug) is suspended.") }
}
