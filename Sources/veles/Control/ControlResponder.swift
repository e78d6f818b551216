import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Answers `POST /NAME` with the outcome of the operation of that name.
///
/// The head of the answer is sent before the work begins: it tells that the server is alive, however long the work takes. So how it went
/// stands in the body.
struct ControlResponder: HTTPResponder {
    typealias Context = ControlExchange

    let desks: Desks
    let configuration: Configuration
    let logger: Logger

    /// Bytes of the largest request: a file of 64 MiB in Base64.
    private static let limit = 96 * 1024 * 1024

    func respond(to request: Request, context: ControlExchange) async throws -> Response {
        guard request.method == .post, let operation = OperationRegister.named(request.uri.path.dropFirst()) else {
            return Response(status: .notFound)
        }
        let user = try await PeerUser.of(context.channel)
        let body = Data(try await request.body.collect(upTo: ControlResponder.limit).readableBytesView)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: JSONEncoder().encode(await outcome(operation, body, user))))
                try await writer.finish(nil)
            })
    }

    private func outcome(_ operation: any Operation, _ body: Data, _ user: UnixUser) async -> ControlOutcome {
        let name = type(of: operation).name
        do {
            let output = try await operation.answer(body, on: OperationParts(desks: desks, user: user, configuration: configuration))
            logger.info("An operation was carried out.", metadata: ["operation": "\(name)", "user": "\(user.name)"])
            return .output(output)
        } catch {
            let failure = VerbFailure(error) ?? VerbFailure("\(error)")
            logger.notice("An operation failed.", metadata: ["operation": "\(name)", "user": "\(user.name)", "reason": "\(failure.message)"])
            return .failure(failure)
        }
    }
}

/// What the server answers on the control socket.
enum ControlOutcome: Codable, Sendable {
    case output(Data)
    case failure(VerbFailure)
}

/// The connection that a request on the control socket came on.
struct ControlExchange: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Who is at the other end of a Unix socket, as the kernel says.
enum PeerUser {
    /// The kernel's `struct ucred`.
    private struct Credentials: Sendable {
        var process: pid_t = 0
        var user: uid_t = 0
        var group: gid_t = 0
    }

    static func of(_ channel: any Channel) async throws -> UnixUser {
        guard let socket = channel as? any SocketOptionProvider else { throw VerbFailure("the peer of the control socket is unknown") }
        let credentials: Credentials = try await socket.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        ).get()
        return UnixUser(id: credentials.user)
    }
}
