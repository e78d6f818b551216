import Brokerage
import Desk
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Tenancy
import UnixSignals
import Web

/// The whole product put together: the state directory, the desks, the web server and the control socket. What `serve` and `demo` run, and what tests build.
struct Appliance: Sendable {
    let directory: StateDirectory
    let desks: Desks
    let web: WebServer
    let control: ControlServer
    /// Nil when the heads of the audit trails are sent nowhere.
    let auditHeads: AuditHeadService?
    let logger: Logger
    /// Where the web server is to listen, for messages.
    let address: String

    /// Opens the state directory and puts the parts together. Nothing runs before ``run(signals:)``.
    /// - Throws: ``TenancyError`` when the state directory cannot be opened, ``VerbFailure`` for a wrong configuration.
    static func build(
        _ configuration: Configuration, logger: Logger, onBound: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Appliance {
        let configured = try configuration.web()
        let directory = try StateDirectory.open(path: configuration.stateDirectory, masterKey: configuration.masterKey(), logger: logger)
        let desks = Desks(directory: directory, environment: .live, logger: logger)
        let host = configured.host
        let server = try buildWebServer(
            configuration: configured, desks: desks, clock: .live, logger: logger,
            onBound: { port in
                logger.info("The web server listens.", metadata: ["host": "\(host)", "port": "\(port)"])
                FirstRun(directory: directory, address: Configuration.address(of: configured, port: port), logger: logger).announce()
                onBound(port)
            })
        let control = ControlServer(
            path: configuration.controlSocket, responder: ControlResponder(desks: desks, configuration: configuration, logger: logger),
            logger: logger)
        let auditHeads = try configuration.auditHeads().map { target, interval in
            AuditHeadService(desks: desks, target: target, interval: interval, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        }
        return Appliance(
            directory: directory, desks: desks, web: server, control: control, auditHeads: auditHeads, logger: logger,
            address: "\(host):\(configured.port)")
    }

    /// Runs until SIGTERM or SIGINT, then drains, commits and closes.
    func run(with others: [any Service] = []) async throws {
        let services: [any Service] = [desks, web, control, ReloadSignal(web: web)] + [auditHeads].compactMap { $0 } + others
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            throw VerbFailure(listening: error, on: address) ?? error
        }
        try directory.close()
    }
}

/// The machine's clock.
enum SystemClock {
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

extension WebClock {
    /// The machine's clocks.
    static var live: WebClock {
        let start = ContinuousClock.now
        return WebClock(now: { SystemClock.now() }, uptime: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0) })
    }
}

extension DeskEnvironment {
    /// The machine's clock, its randomness and its sockets.
    static var live: DeskEnvironment {
        DeskEnvironment(
            now: { SystemClock.now() }, random: { Double.random(in: 0..<1) }, eventLoops: MultiThreadedEventLoopGroup.singleton)
    }
}
