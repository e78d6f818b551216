import NIOCore

/// A logged-in connection. Requests go strictly one after another; whoever holds the session sees to that.
protocol MT5Session: Sendable {
    /// The build of the trading server, as it was stated at the log-in.
    var build: Int? { get }
    /// Asks and waits for the answer, whatever its return code.
    /// - Throws: when there is no answer that can be read; see ``MT5Error/endsSession``.
    func exchange(_ request: MT5Request) async throws(MT5Error) -> MT5Reply
    /// Shows the server that this side is alive.
    func ping() async throws(MT5Error)
    /// Takes leave and closes the connection. What waits for an answer fails with ``MT5Error/Code/closed``.
    func close()
}

extension EventLoopFuture where Value: Sendable {
    /// The value, with every error as an ``MT5Error``.
    func value() async throws(MT5Error) -> Value {
        do { return try await get() } catch { throw MT5Error(network: error) }
    }
}

extension MT5Error {
    /// True when an exchange that failed so leaves the connection of no use, because what comes next could not be told from
    /// the rest of the lost answer.
    var endsSession: Bool {
        guard returnCode == nil, httpStatus == nil else { return false }
        return switch code {
        case .timeout, .closed, .protocolViolation, .answerTooLarge, .cryptography: true
        default: false
        }
    }

    /// What an error of the network layer means.
    init(network error: any Error) {
        switch error {
        case let error as MT5Error: self = error
        case let error as ChannelError where error == .ioOnClosedChannel || error == .alreadyClosed || error == .eof:
            self.init(.sessionLost, "The connection is closed.", cause: error)
        case let error as ChannelError where Self.isTimeout(error):
            self.init(
                .unreachable, "The server did not answer on that address and port. It may be down or drop this machine's IP address.", cause: error)
        default:
            self.init(.closed, "The connection broke.", cause: error)
        }
    }

    private static func isTimeout(_ error: ChannelError) -> Bool {
        if case .connectTimeout = error { true } else { false }
    }
}
