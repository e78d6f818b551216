import Brokerage
import NIOCore

/// A manager's session with a trading server, over either transport.
///
/// Requests are made strictly one after another, in the order in which they were called for. When the server has ended the
/// session, the client logs in again once and repeats the request once; everything is a read, so that is safe. All
/// other failures are left to the caller, who knows the time to wait by the error's ``MT5Error/remedy``.
public actor MT5Client {
    public nonisolated let endpoint: MT5Endpoint
    private let dialer: MT5Dialer
    private var session: any MT5Session
    private var isInUse = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Why no request can be made any more. Whoever owns the client connects anew, when it is time to.
    private var failure: MT5Error?
    private var lastRequest = ContinuousClock.now
    /// Requests that a fresh session was refused too: the manager lacks the permission. Not asked again on this client.
    private var denied: Set<String> = []

    private init(_ dialer: MT5Dialer, _ session: any MT5Session) {
        endpoint = dialer.endpoint
        (self.dialer, self.session) = (dialer, session)
    }

    /// Dials, logs in and checks that the server is authentic, each within its time limit.
    /// - Parameter challenge: 16 bytes nobody can foresee, made anew for each log-in.
    /// - Throws: ``MT5Error`` with what to do about it.
    public static func connect(
        _ endpoint: MT5Endpoint, group: any EventLoopGroup, challenge: (@Sendable () -> [UInt8])? = nil
    ) async throws(MT5Error) -> MT5Client {
        let dialer = MT5Dialer(endpoint: endpoint, group: group, challenge: challenge ?? MT5LogIn.randomChallenge)
        return MT5Client(dialer, try await dialer.logIn())
    }

    /// The build of the trading server, where it stated one.
    public var serverBuild: Int? { session.build }

    /// Shows the server that the client is alive, which it wants to see at least every 20 seconds.
    public func ping() async throws(MT5Error) {
        try await take()
        defer { pass() }
        do throws(MT5Error) { try await session.ping() } catch {
            guard error.remedy == .logIn else { throw error }
            try await renew()
        }
    }

    /// Pings whenever nothing was asked for `silence`. Runs until its task is cancelled or the connection fails; run it in
    /// the task group that owns the client.
    /// - Throws: what the ping threw, or a cancellation.
    public func keepAlive(after silence: Duration = .seconds(20)) async throws {
        while true {
            let due = lastRequest + silence
            if due > .now {
                try await ContinuousClock().sleep(until: due)
            } else {
                try await ping()
            }
        }
    }

    /// Takes leave of the server and closes the connection. A request under way fails; later ones do too.
    public func close() {
        if failure == nil { failure = MT5Error.closedHere }
        session.close()
    }

    /// Asks and waits, with one new log-in if the session was lost. Cancelling the task while its request is on the way ends
    /// the session, because the answer would be taken for the next one's.
    func perform(_ request: MT5Request) async throws(MT5Error) -> MT5Reply {
        guard !denied.contains(request.path) else { throw Self.denial(request) }
        try await take()
        defer { pass() }
        do throws(MT5Error) { return try await exchange(request) } catch {
            guard error.remedy == .logIn else { throw error }
        }
        try await renew()
        do throws(MT5Error) { return try await exchange(request) } catch {
            guard error.isRefusal else { throw error }
            denied.insert(request.path)
            throw Self.denial(request)
        }
    }

    /// Logs in again, once: a failure is final, so that a manager account is not locked by repeated attempts.
    private func renew() async throws(MT5Error) {
        if let failure { throw failure }
        session.close()
        do throws(MT5Error) { session = try await dialer.logIn() } catch {
            if failure == nil { failure = error }
            throw error
        }
        // It may have been closed while it logged in.
        guard let failure else { return }
        session.close()
        throw failure
    }

    /// Waits until nobody else uses the session; first come, first served.
    private func take() async throws(MT5Error) {
        if isInUse {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isInUse = true
        }
        lastRequest = .now
        guard let reason = failure ?? (Task.isCancelled ? MT5Error.closedHere : nil) else { return }
        pass()
        throw reason
    }

    /// Hands the session to whoever waits longest.
    private func pass() {
        guard !waiting.isEmpty else {
            isInUse = false
            return
        }
        waiting.removeFirst().resume()
    }

    private func exchange(_ request: MT5Request) async throws(MT5Error) -> MT5Reply {
        let (session, start) = (session, ContinuousClock.now)
        let result: Result<MT5Reply, MT5Error> = await withTaskCancellationHandler {
            do throws(MT5Error) { return .success(try await session.exchange(request)) } catch { return .failure(error) }
        } onCancel: {
            session.close()
        }
        if case .failure(let error) = result, error.endsSession, failure == nil {
            failure = error
            session.close()
        }
        var reply = try result.get()
        reply.roundTrip = start.duration(to: .now)
        guard reply.code.remedy == .none else { throw MT5Error(reply.code, to: request.subject) }
        return reply
    }

    private static func denial(_ request: MT5Request) -> MT5Error {
        MT5Error(.denied, "The manager has no permission for \(request.subject). Grant it in the manager's settings on the server.")
    }
}
