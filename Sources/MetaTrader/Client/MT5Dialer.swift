import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Opens connections and logs in on them.
struct MT5Dialer: Sendable {
    let endpoint: MT5Endpoint
    let group: any EventLoopGroup
    let challenge: @Sendable () -> [UInt8]

    /// A session that is logged in. Cancelling the task gives up at once.
    func logIn() async throws(MT5Error) -> any MT5Session {
        try endpoint.check()
        let attempt = MT5Attempt()
        return try await attempt.run { () async throws(MT5Error) in try await logIn(attempt) }
    }

    private func logIn(_ attempt: MT5Attempt) async throws(MT5Error) -> any MT5Session {
        guard endpoint.transport == .https else { return try await tcp(attempt) }
        do throws(MT5Error) { return try await https(attempt) } catch {
            // A plain 403 means a wrong password only if it comes twice.
            guard error.code == .passwordRefused, error.returnCode == nil else { throw error }
            return try await https(attempt)
        }
    }

    private func tcp(_ attempt: MT5Attempt) async throws(MT5Error) -> MT5TCPSession {
        let limit = endpoint.answerLimit
        let channel = try await dial(attempt) { channel in
            try channel.pipeline.syncOperations.addHandler(MT5TCPHandler(answerLimit: limit))
        }
        var session = MT5TCPSession(channel, endpoint)
        do { try await session.logIn(challenge: challenge()) } catch {
            channel.close(promise: nil)
            throw Self.withHangUpExplained(error)
        }
        return session
    }

    private func https(_ attempt: MT5Attempt) async throws(MT5Error) -> MT5WebSession {
        let trust = MT5Trust(endpoint)
        let channel = try await dialTLS(trust, attempt)
        var session = MT5WebSession(channel, endpoint)
        do { try await session.logIn(challenge: challenge()) } catch {
            channel.close(promise: nil)
            let cause = trust.failure ?? error.cause
            if let cause, MT5TLSWatch.isTLS(cause) { throw await explain(cause, trust, attempt) }
            throw Self.withHangUpExplained(error)
        }
        return session
    }

    private func dialTLS(_ trust: MT5Trust, _ attempt: MT5Attempt) async throws(MT5Error) -> any Channel {
        let (endpoint, context) = (endpoint, try trust.context())
        return try await dial(attempt) { channel in
            try channel.pipeline.syncOperations.addHandler(trust.handler(context))
            try channel.pipeline.syncOperations.addHandler(MT5TLSWatch(trust))
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(MT5WebHandler(endpoint))
        }
    }

    private func dial(_ attempt: MT5Attempt, _ prepare: @escaping @Sendable (any Channel) throws -> Void) async throws(MT5Error) -> any Channel {
        let bootstrap = ClientBootstrap(group: group)
            .connectTimeout(endpoint.timeouts.connect)
            .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try attempt.add(channel)
                    try prepare(channel)
                }
            }
        do { return try await bootstrap.connect(host: endpoint.host, port: endpoint.port).get() } catch {
            let reason =
                "No connection to \(endpoint.host):\(endpoint.port). Check address and port, and that the server is up and lets this machine in."
            throw MT5Error(.unreachable, reason, cause: error)
        }
    }

    /// A connection that closed before the log-in was through is no lost session.
    private static func withHangUpExplained(_ error: MT5Error) -> MT5Error {
        guard error.returnCode == nil, error.httpStatus == nil, error.code == .sessionLost || error.code == .closed else { return error }
        let reason = "The server hung up during the log-in. It may be in maintenance, refuse this IP address or speak another protocol on that port."
        return MT5Error(.unavailable, reason, cause: error)
    }

    /// Tells a certificate that is not trusted, with its fingerprint, from a port without TLS.
    private func explain(_ cause: any Error, _ trust: MT5Trust, _ attempt: MT5Attempt) async -> MT5Error {
        var fingerprint = trust.fingerprint
        if fingerprint == nil, endpoint.trust == .system { fingerprint = await certificate(trust.probe, attempt) }
        guard let fingerprint else {
            return MT5Error(
                .unreachable, "TLS cannot be agreed with \(endpoint.host):\(endpoint.port). Is it an MT5 access server's port?", cause: cause)
        }
        return MT5Error(
            .untrustedCertificate,
            "The server's certificate is not trusted. If it is the right server, pin its certificate by its SHA-256: \(fingerprint).",
            cause: cause, certificate: fingerprint)
    }

    /// The fingerprint of the certificate that the server shows.
    private func certificate(_ probe: MT5Trust, _ attempt: MT5Attempt) async -> String? {
        guard let channel = try? await dialTLS(probe, attempt) else { return nil }
        let request = MT5Request("the certificate", nil, "/")
        let session = MT5WebSession(channel, endpoint)
        // It cannot succeed: the probe accepts no certificate.
        _ = try? await session.exchange(request)
        channel.close(promise: nil)
        return probe.fingerprint
    }
}
