/// What one client of the stream may hold up, and how its being there is checked.
public struct StreamLimits: Sendable {
    /// Frames that wait for a client at most.
    public var mailboxFrames = 256
    /// Bytes that wait for a client at most.
    public var mailboxBytes = 1024 * 1024
    /// The largest message a client may send, in bytes.
    public var frame = 16 * 1024
    /// From one ping to the next.
    public var pingEvery: Duration = .seconds(25)
    /// A client that says nothing for so long after a ping is gone.
    public var answerWithin: Duration = .seconds(8)
    /// From our close frame until the connection is cut.
    public var linger: Duration = .seconds(1)

    public init() {}
}
