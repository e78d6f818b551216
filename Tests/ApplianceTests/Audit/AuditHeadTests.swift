import ApplianceDriver
import Foundation
import JSON
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import veles

extension TheAppliance {
    /// Where the audit trails end is told to a syslog server.
    @Suite struct AuditHeads {
        @Test func `A head that grew is sent to the syslog server, with tenant, count and hash`() async throws {
            let server = try await SyslogServer.start()
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(
                in: state, environment: ["VELES_AUDIT_SYSLOG": "udp://127.0.0.1:\(server.port)", "VELES_AUDIT_INTERVAL_SECONDS": "1"])
            let client = try await appliance.signIn()
            _ = try await client.post("/api/v1/connections", json: #"{"platform":"push","name":"A"}"#)
            let newest = try await client.get("/api/v1/audit?limit=1").json["items"]?.elements?.first
            let (count, hash) = (try #require(newest?["id"]?.integer), try #require(newest?["hash"]?.string))
            let line = try await eventually("the head", seen: { server.messages.joined(separator: "\n") }) {
                server.messages.first { $0.contains("hash=\(hash)") }
            }
            #expect(line.hasPrefix("<110>1 20") && line.contains(" audit-head - tenant=acme entries=\(count) hash="))
            try await appliance.stop()
            try await server.stop()
        }

        @Test(arguments: [
            ("udp://10.0.0.5:1514", SyslogTarget.udp(host: "10.0.0.5", port: 1514)), ("udp://log.example", .udp(host: "log.example", port: 514)),
            ("udp://[::1]:514", .udp(host: "::1", port: 514)), ("udp://[::1]", .udp(host: "::1", port: 514)), ("unix", .unix(path: "/dev/log")),
            ("udp://", nil), ("udp://a:0", nil), ("udp://a:b", nil), ("tcp://a:514", nil), ("10.0.0.5:514", nil), ("", nil),
        ] as [(String, SyslogTarget?)])
        func `A target is read or refused`(text: String, target: SyslogTarget?) {
            #expect(SyslogTarget(text) == target)
        }
    }

    @Suite struct AuditVerbs {
        @Test func `A trail is verified by the command, with and without a server, and what somebody did to the file is told`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            let client = try await appliance.signIn()
            for name in ["A", "B", "C"] { _ = try await client.post("/api/v1/connections", json: "{\"platform\":\"push\",\"name\":\"\(name)\"}") }
            let running = try await run(["audit", "verify", "--tenant", "acme", "--json"], state)
            #expect(running.status == .exit(0), "\(running.errors)")
            let entries = try #require(try JSONValue(parsing: running.output.utf8)["entries"]?.integer)
            #expect(entries >= 3)
            try await appliance.stop()
            #expect(try await run(["audit", "verify", "--tenant", "acme"], state).output.contains("\(entries) entries"))
            try tamper(state)
            let verb = try await run(["audit", "verify", "--tenant", "acme"], state)
            #expect(verb.status == .exit(1))
            #expect(verb.errors.contains("Entry \(entries - 1) is not as it was written"), "\(verb.errors)")
        }

        /// Changes one letter of the last entry but one, in the bytes of the file.
        private func tamper(_ state: StateFolder) throws {
            let url = URL(fileURLWithPath: state.file())
            var bytes = try Data(contentsOf: url)
            let place = try #require(bytes.range(of: Data(#"{"platform":"push","name":"B""#.utf8)))
            bytes[place.upperBound - 2] = UInt8(ascii: "X")
            try bytes.write(to: url)
        }

        private func run(_ arguments: [String], _ state: StateFolder) async throws -> Verb {
            try await Verb.run(arguments, environment: state.environment)
        }
    }
}

/// Takes datagrams and remembers them.
private final class SyslogServer: ChannelInboundHandler, Sendable {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let received = Mutex<[String]>([])
    private let bound = Mutex<(any Channel)?>(nil)

    var messages: [String] { received.withLock { $0 } }
    var port: Int { bound.withLock { $0?.localAddress?.port } ?? 0 }

    static func start() async throws -> SyslogServer {
        let server = SyslogServer()
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.pipeline.addHandler(server) }
            .bind(host: "127.0.0.1", port: 0).get()
        server.bound.withLock { $0 = channel }
        return server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data).data)
        received.withLock { $0.append(text) }
    }

    func stop() async throws { try await bound.withLock { $0 }?.close() }
}
