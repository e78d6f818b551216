import Brokerage

/// An entry of the audit trail as it is kept.
public struct AuditRecord: Sendable, Equatable {
    /// Its place in the chain, from 1 without a gap.
    public var id: Int64
    public var at: Timestamp
    public var actor: Actor
    /// One of ``AuditAction``, or one that another version of Veles knows.
    public var action: String
    public var subject: AuditSubject
    /// A JSON value.
    public var before: String?
    /// A JSON value.
    public var after: String?
    /// SHA-256 over the hash of the entry before and all of this one.
    public var hash: [UInt8]

    /// The hash as people and other programs see it.
    public var hashText: String { Hexadecimal.text(hash) }
}
