import Certificates
import Foundation
import MetaTrader
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The port of a simulated server: TCP form, HTTPS and, if asked for, plain HTTP, told apart by their first bytes.
final class MT5SimulatedServer: Sendable {
    private struct Open {
        var listeners: [any Channel] = []
        var sessions: [ObjectIdentifier: any Channel] = [:]
    }

    private let core: SimulationCore
    private let tls: NIOSSLContext
    let fingerprint: [UInt8]
    private let open = Mutex(Open())

    init(core: SimulationCore) throws(SimulationError) {
        self.core = core
        do {
            // Good since yesterday and for ten years: a client's clock may be a little off.
            let yesterday = Int64(Date().timeIntervalSince1970) - 86_400
            let certificate = try SelfSignedCertificate(
                commonName: "Simulated MetaTrader 5", names: ["localhost"], addresses: ["127.0.0.1"], from: yesterday, days: 3650)
            fingerprint = certificate.fingerprint
            let chain = try NIOSSLCertificate(bytes: certificate.certificate, format: .der)
            let key = try NIOSSLPrivateKey(bytes: certificate.privateKey, format: .der)
            var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: [.certificate(chain)], privateKey: .privateKey(key))
            configuration.applicationProtocols = ["http/1.1"]
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            throw SimulationError(code: "certificate", "The simulated server's own certificate cannot be made or used.", cause: error)
        }
    }

    func listen(host: String, port: Int, group: any EventLoopGroup) async throws -> Int {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                guard !core.faults.isUnderMaintenance else { return channel.close() }
                track(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(TransportDetector(core: core, tls: tls))
                }
            }
        do {
            let channel = try await bootstrap.bind(host: host, port: port).get()
            open.withLock { $0.listeners.append(channel) }
            return channel.localAddress?.port ?? port
        } catch {
            throw SimulationError(code: "listen", "The simulated server cannot listen on \(host):\(port).", cause: error)
        }
    }

    private func track(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        open.withLock { $0.sessions[id] = channel }
        channel.closeFuture.whenComplete { [self] _ in open.withLock { $0.sessions[id] = nil } }
    }

    func close() async {
        let channels = open.withLock { open in
            defer { open = Open() }
            return open.listeners + open.sessions.values
        }
        for channel in channels {
            // A channel that is closed already is as good.
            try? await channel.close().get()
        }
    }
}
