import NIOCore
import NIOPosix

/// A syslog server or daemon that takes datagrams.
enum SyslogTarget: Sendable, Equatable {
    case udp(host: String, port: Int)
    case unix(path: String)

    /// The daemon of this machine.
    static let daemon = "/dev/log"

    /// From `udp://host:port`, or `unix` for the daemon of this machine. Nil for anything else.
    init?(_ text: String) {
        if text == "unix" {
            self = .unix(path: SyslogTarget.daemon)
            return
        }
        guard text.hasPrefix("udp://") else { return nil }
        let rest = text.dropFirst("udp://".count)
        let colon = rest.lastIndex(of: ":").flatMap { rest[$0...].contains("]") ? nil : $0 }
        let host = rest[..<(colon ?? rest.endIndex)].drop { $0 == "[" }.prefix { $0 != "]" }
        let port = colon.map { Int(rest[rest.index(after: $0)...]) } ?? 514
        guard !host.isEmpty, !host.contains("/"), let port, (1...65_535).contains(port) else { return nil }
        self = .udp(host: String(host), port: port)
    }

    /// Sends each message as one datagram. A socket is opened for it: nothing is kept that a server's restart could break.
    func send(_ messages: [SyslogMessage], on group: any EventLoopGroup) async throws {
        let channel = try await connect(on: group)
        do {
            for message in messages { try await channel.writeAndFlush(ByteBuffer(string: message.text)) }
        } catch {
            // The first error is the one to tell.
            try? await channel.close()
            throw error
        }
        try await channel.close()
    }

    private func connect(on group: any EventLoopGroup) async throws -> any Channel {
        let bootstrap = DatagramBootstrap(group: group)
        switch self {
        case .udp(let host, let port): return try await bootstrap.connect(host: host, port: port).get()
        case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path).get()
        }
    }
}
