import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends operations to the running server.
struct ControlClient: Sendable {
    let path: String

    /// Nobody listens on the socket.
    struct Unreachable: Error {}

    /// The server says within this time that it has taken a request; how long the work takes is not limited.
    private static let patience = TimeAmount.seconds(10)
    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// - Throws: ``Unreachable`` when nothing was sent, ``VerbFailure`` when the operation failed or no answer came.
    func perform<O: Operation>(_ operation: O.Type, _ input: O.Input) async throws -> O.Output {
        let connection = try await connect()
        let request = try JSONEncoder().encode(input)
        let silence = connection.channel.eventLoop.scheduleTask(in: Self.patience) { connection.channel.close(promise: nil) }
        let answer: ByteBuffer?
        do {
            answer = try await connection.executeThenClose { inbound, outbound in
                let head = HTTPRequestHead(
                    version: .http1_1, method: .POST, uri: "/\(O.name)",
                    headers: ["Host": "localhost", "Content-Type": "application/json", "Content-Length": "\(request.count)", "Connection": "close"])
                try await outbound.write(.head(head))
                try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: request))))
                try await outbound.write(.end(nil))
                return try await Self.answer(inbound, onHead: { silence.cancel() })
            }
        } catch let failure as VerbFailure {
            throw failure
        } catch {
            throw VerbFailure(status: 3, "the server on \(path) ended before it answered: look whether it was done (\(error))")
        }
        guard let answer else {
            throw VerbFailure(status: 3, "the server on \(path) does not answer: look whether it was done, and at the server's log")
        }
        switch try JSONDecoder().decode(ControlOutcome.self, from: Data(answer.readableBytesView)) {
        case .output(let output): return try JSONDecoder().decode(O.Output.self, from: output)
        case .failure(let failure): throw failure
        }
    }

    /// The body of a whole answer; nil when it breaks off.
    private static func answer(
        _ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>, onHead: () -> Void
    ) async throws -> ByteBuffer? {
        var body = ByteBuffer()
        for try await part in inbound {
            switch part {
            case .head(let head):
                onHead()
                guard head.status == .ok else { throw VerbFailure("the running server is of another version than this command: restart it") }
            case .body(var bytes): body.writeBuffer(&bytes)
            case .end: return body
            }
        }
        return nil
    }

    private func connect() async throws -> Connection {
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        } catch let error as IOError where [ENOENT, ECONNREFUSED].contains(error.errnoCode) {
            throw Unreachable()
        } catch let error as IOError where error.errnoCode == EACCES {
            throw VerbFailure(status: 3, "you may not use the control socket \(path): run the command as root or as a member of the socket's group")
        } catch {
            throw VerbFailure(status: 3, "the control socket \(path) cannot be used: \(error)")
        }
    }
}
