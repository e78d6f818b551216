import NIOCore

/// How much of a peer's time and of our memory one connection may take.
public struct ConnectionLimits: Sendable {
    /// From the accepted connection to the end of its first request head.
    public var firstHead: TimeAmount = .seconds(10)
    /// Without a byte between requests, or inside a request that is being read.
    public var idle: Duration = .seconds(60)
    /// A request body of which too little comes in two of these in a row is given up.
    public var bodyWindow: TimeAmount = .seconds(15)
    /// From the call to stop until a connection that is still busy is cut.
    public var drain: TimeAmount = .seconds(3)
    /// Bytes of one header field, name and value.
    public var headerField = 16 * 1024
    /// Bytes of all header fields of a request.
    public var headers = 64 * 1024
    /// Header fields of a request.
    public var headerFields = 100
    /// Decoded bytes for one byte of a compressed request body.
    public var inflation = 200
    /// An answer of which the client takes too little in two of these in a row is given up.
    public var answerWindow: TimeAmount = .seconds(15)
    /// Connections at once; further ones wait in the kernel's queue.
    public var connections = 4096
    /// Connections at once from one address; further ones are closed. Trusted proxies, which speak for many, have no such limit.
    public var connectionsPerAddress = 256

    public init() {}
}
