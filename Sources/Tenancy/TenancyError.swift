/// Why something stored could not be read, written or opened, in words that say what to do about it.
public struct TenancyError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// No such tenant, user, connection, alert or other record.
        case notFound
        /// The file is not Veles's, or it belongs to another tenant.
        case wrongFile
        /// A newer version of Veles wrote the file.
        case schemaTooNew
        /// The file failed a consistency check.
        case damaged
        /// There is no room left on the disk. Nothing of the transaction was kept.
        case diskFull
        /// Another process or connection holds the file or the directory.
        case locked
        /// A record with that name or number already exists.
        case conflict
        /// The master key is missing, of the wrong size or readable by other users of the machine.
        case keyUnreadable
        /// A sealed value does not open: it was altered, or it stands in a place it was not sealed for.
        case sealBroken
        /// Whoever asks may not do this.
        case forbidden
        /// A value breaks a rule of the store.
        case invalid
        /// The file was closed.
        case closed
        /// The disk or the database refused for another reason; the cause says which.
        case failed
    }

    public var code: Code
    /// One sentence for a person: what happened and what helps.
    public var message: String
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var description: String {
        guard let cause else { return "\(message) [\(code.rawValue)]" }
        return "\(message) [\(code.rawValue)] Cause: \(cause)"
    }
}
