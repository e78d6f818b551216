import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Opens connections and logs in on them.
struct MT5Dialer: Sendable {
    let endpoint: MT5Endpoint
    let group: any EventLoopGroup
    let challenge: @Sendable () -> [UInt8]

    /// A session that is logged in.
    func logIn() async throws(MT5Error) -> any MT5Session {
        try endpoint.check()
        guard endpoint.transport == .https else { return try await tcp() }
        do { return try await https() } catch where error.code == .passwordRefused && error.returnCode == nil {
            // A plain 403 means a wrong password only if it comes twice.
            return try await https()
        }
    }

    private func tcp() async throws(MT5Error) -> MT5TCPSession {
        let limit = endpoint.answerLimit
        let channel = try await dial { channel in try channel.pipeline.syncOperations.addHandler(MT5TCPHandler(answerLimit: limit)) }
        let session = MT5TCPSession(channel, endpoint)
        do { try await session.logIn(challenge: challenge()) } catch {
            channel.close(promise: nil)
            throw error.code == .sessionLost && error.returnCode == nil ? Self.hungUp(error) : error
        }
        return session
    }

    private func https() async throws(MT5Error) -> MT5WebSession {
        let trust = MT5Trust(endpoint)
        let channel = try await dialTLS(trust)
        let session = MT5WebSession(channel, endpoint)
        do { try await session.logIn(challenge: challenge()) } catch {
            channel.close(promise: nil)
            if let cause = error.cause, Self.isTLS(cause) { throw await explain(cause, trust) }
            throw error.code == .sessionLost && error.returnCode == nil ? Self.hungUp(error) : error
        }
        return session
    }

    private func dialTLS(_ trust: MT5Trust) async throws(MT5Error) -> any Channel {
        // Made once before, so that a wrong setting is told apart from a failed connection.
        _ = try trust.handler()
        let endpoint = endpoint
        return try await dial { channel in
            try channel.pipeline.syncOperations.addHandler(try trust.handler())
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(MT5WebHandler(endpoint))
        }
    }

    private func dial(_ prepare: @escaping @Sendable (any Channel) throws -> Void) async throws(MT5Error) -> any Channel {
        let bootstrap = ClientBootstrap(group: group)
            .connectTimeout(endpoint.timeouts.connect)
            .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try prepare(channel) } }
        do { return try await bootstrap.connect(host: endpoint.host, port: endpoint.port).get() } catch {
            let reason = "No connection to \(endpoint.host):\(endpoint.port). Check address and port, and that the server is up and lets this machine in."
            throw MT5Error(.unreachable, reason, cause: error)
        }
    }

    private static func isTLS(_ error: any Error) -> Bool { error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError }

    private static func hungUp(_ cause: MT5Error) -> MT5Error {
        MT5Error(
            .unavailable, "The server hung up during the log-in. It may be in maintenance, refuse this IP address or speak another protocol on that port.",
            cause: cause)
    }

    /// Tells a certificate that is not trusted, with its fingerprint, from a port without TLS.
    private func explain(_ cause: any Error, _ trust: MT5Trust) async -> MT5Error {
        var fingerprint = trust.fingerprint
        if fingerprint == nil, endpoint.trust == .system { fingerprint = await certificate(trust.probe) }
        guard let fingerprint else {
            return MT5Error(.unreachable, "TLS cannot be agreed with \(endpoint.host):\(endpoint.port). Is it an MT5 access server's port?", cause: cause)
        }
        return MT5Error(
            .untrustedCertificate,
            "The server's certificate is not trusted. If it is the right server, pin its certificate by its SHA-256: \(fingerprint).",
            cause: cause, certificate: fingerprint)
    }

    /// The fingerprint of the certificate that the server shows.
    private func certificate(_ probe: MT5Trust) async -> String? {
        guard let channel = try? await dialTLS(probe) else { return nil }
        let request = MT5Request("the certificate", nil, "/")
        let session = MT5WebSession(channel, endpoint)
        // It cannot succeed: the probe accepts no certificate.
        _ = try? await session.exchange(request)
        channel.close(promise: nil)
        return probe.fingerprint
    }
}
