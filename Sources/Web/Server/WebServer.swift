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

    /// Serves until the group shuts down: `/readyz` then fails, sockets are told to go, requests under way are finished.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            health.drain()
        }
        for threads in threads { try await threads.stop() }
    }
}

/// Puts the server together.
/// - Parameter onBound: told the port once the listener is bound.
public func buildWebServer(
    configuration: WebConfiguration, desks: Desks, clock: WebClock, logger: Logger, onBound: @escaping @Sendable (Int) -> Void = { _ in }
) -> WebServer {
    let parts = WebParts(configuration: configuration, desks: desks, clock: clock, logger: logger)
    let (stream, streams) = (parts.stream, parts.streams)
    let server = HTTPServerBuilder { responder in
        WebChannel(
            responder: responder, limits: configuration.connectionLimits, streamLimits: configuration.streamLimits,
            admit: { await stream.admit($0) }, serve: { await streams.serve($0, $1) })
    }
    let application = Application(
        responder: parts.gateway, server: server,
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port),
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimits.connections)),
        onServerRunning: { channel in onBound(channel.localAddress?.port ?? configuration.port) },
        logger: logger)
    return WebServer(application: application, health: parts.health, threads: [parts.passwords, parts.files])
}
