import Desk

/// What the gate decided on an upgrade: who listens, and to which desk.
struct StreamAdmission: Sendable {
    let principal: Principal
    /// Where the client is; empty over a Unix socket.
    let address: String
    let desk: Desk
    let mailbox: Mailbox
    /// True when the token came as a subprotocol, which must then be answered.
    let answersSubprotocol: Bool

    /// Ends the session because the server stops.
    var stop: @Sendable () -> Void {
        { [mailbox] in mailbox.finish(.goingAway) }
    }
}
