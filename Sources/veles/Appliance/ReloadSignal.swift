import ServiceLifecycle
import UnixSignals
import Web

/// Reads the certificate again at SIGHUP, as tools that renew certificates ask for.
struct ReloadSignal: Service {
    let web: WebServer

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { web.reload() }
    }
}
