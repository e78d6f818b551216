import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Takes operations on a Unix socket, so that the command works while the server runs.
///
/// Who may connect is a matter of the socket's mode and its folder. The socket is bound under another name and renamed once its mode is
/// set: under its own name nobody ever finds it open to others, and one that a crash left behind is replaced.
struct ControlServer: Service {
    let path: String
    let responder: ControlResponder
    let logger: Logger

    /// Bytes that the address of a Unix socket may have on Linux, without the zero at its end.
    private static let longestPath = 107
    private static let mode: mode_t = 0o660
    private var draft: String { path + ".new" }

    /// - Throws: ``VerbFailure`` for a path that no socket can have.
    static func check(path: String) throws {
        guard path.utf8.count + 4 <= longestPath else {
            throw VerbFailure(
                "server.control_socket has \(path.utf8.count) bytes, and at most \(longestPath - 4) are possible: \(path). Choose a shorter path.")
        }
    }

    func run() async throws {
        try ControlServer.check(path: path)
        unlink(draft)
        let (draft, path, logger) = (draft, path, logger)
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .unixDomainSocket(path: draft)),
            onServerRunning: { _ in
                guard chmod(draft, ControlServer.mode) == 0, rename(draft, path) == 0 else {
                    return logger.error(
                        "The control socket cannot be put in its place: commands do not reach the server.",
                        metadata: ["path": "\(path)", "reason": "\(String(cString: strerror(errno)))"])
                }
                logger.info("The control socket listens.", metadata: ["path": "\(path)"])
            },
            logger: logger)
        defer { unlink(path) }
        do {
            try await application.run()
        } catch let error as IOError {
            throw VerbFailure("The control socket \(path) cannot be made: \(String(cString: strerror(error.errnoCode))).")
        }
    }
}

extension ControlServer: CustomStringConvertible {
    var description: String { "the control socket \(path)" }
}
