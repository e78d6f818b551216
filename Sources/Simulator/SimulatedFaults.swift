/// What goes wrong on demand. Everything is off to begin with, and may change while the server runs.
public struct SimulatedFaults: Sendable, Equatable {
    /// How many of the next answers are cut in the middle, with the connection closed after.
    public var dropsMidPacket = 0
    /// How many of the next REST requests are answered 403 for no reason.
    public var forbids = 0
    /// How many of the next deal or tick history requests are answered with code 1: "not here yet, ask again".
    public var historyNotReady = 0
    /// Every answer waits so long.
    public var delay = Duration.zero
    /// New connections are refused and running sessions lost.
    public var isUnderMaintenance = false
    /// The server fails to prove that it knows the password.
    public var falsifiesAuthentication = false
    /// Seconds that the server's clock reading is wrong by.
    public var clockJump: Int64 = 0
    /// Extra pings before every packet of the TCP form.
    public var pingStorm = 0
    /// Answers leave one byte a segment.
    public var sendsSingleBytes = false
    /// Every deal of a list stands there twice.
    public var duplicatesDeals = false
    /// Lists of deals come newest first.
    public var reversesDeals = false

    public init() {}
}
