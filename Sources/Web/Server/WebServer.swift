import Desk
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP and WebSocket server, to run in a service group. Made by ``buildWebServer(configuration:desks:clock:logger:onBound:)``.
public struct WebServer: Service {
    let application: Application<Gateway>
    let health: HealthRoutes
    let threads: [WorkThreads]
    let certificates: CertificateKeeper?

    /// Serves until the group shuts down: `/readyz` then fails, sockets are told to go, requests under way are finished.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup { group in
                // Ends with the listener.
                if let certificates { group.addTask { await certificates.watch() } }
                try await application.run()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            health.drain()
        }
        for threads in threads { try await threads.stop() }
    }

    /// Reads the certificate again. Open connections go on; what cannot be used is logged, and the certificate before it stays.
    public func reload() { certificates?.reload() }
}

/// Puts the server together.
/// - Parameter onBound: told the port once the listener is bound.
/// - Throws: ``TLSFault`` when the certificate cannot be used.
public func buildWebServer(
    configuration: WebConfiguration, desks: Desks, clock: WebClock, logger: Logger, onBound: @escaping @Sendable (Int) -> Void = { _ in }
) throws(TLSFault) -> WebServer {
    let parts = try WebParts(configuration: configuration, desks: desks, clock: clock, logger: logger)
    let (stream, streams) = (parts.stream, parts.streams)
    let server = HTTPServerBuilder { responder in
        WebChannel(
            responder: responder, limits: configuration.connectionLimits, streamLimits: configuration.streamLimits,
            door: parts.door, admit: { await stream.admit($0, $1) }, serve: { await streams.serve($0, $1) })
    }
    let application = Application(
        responder: parts.gateway, server: server,
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port),
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimits.connections)),
        onServerRunning: { channel in onBound(channel.localAddress?.port ?? configuration.port) },
        logger: logger)
    return WebServer(application: application, health: parts.health, threads: [parts.passwords, parts.files], certificates: parts.certificates)
}
