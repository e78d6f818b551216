import Brokerage
import Desk
import Foundation
import JSON
import NIOCore
import Tenancy
import Testing

@testable import Web

/// Fifty tenants that have the same ids and account numbers, asked all at once: nothing of one is ever told to another.
@Suite(.timeLimit(.minutes(5))) struct IsolationTests {
    private static let count = 50

    private struct Client: Sendable {
        var tenant: String
        /// Stands in every text of the tenant's data.
        var mark: String
        var key: String
    }

    /// Texts that are all marked, under numbers that are the same everywhere.
    private static func lines(_ mark: String) -> String {
        [
            #"{"type":"symbol","symbol":"EURUSD","digits":5,"contract_size":"100000","base":"EUR","profit_currency":"USD","#
                + #""margin_currency":"EUR","description":"\#(mark)"}"#,
            #"{"type":"account","account_number":100,"group":"\#(mark)","currency":"USD","leverage":100,"name":"\#(mark)","email":"\#(mark)@x.y"}"#,
            #"{"type":"account","account_number":101,"group":"\#(mark)","currency":"USD","leverage":100,"name":"\#(mark)"}"#,
            #"{"type":"tick","symbol":"EURUSD","bid":"1.1","ask":"1.2","time":1799990000500}"#,
            #"{"type":"deal","deal":1,"account_number":100,"action":"balance","time":1799990000000,"profit":"1000","comment":"\#(mark)"}"#,
            #"{"type":"deal","deal":2,"account_number":100,"action":"buy","time":1799990001000,"symbol":"EURUSD","entry":"in","volume":"1","#
                + #""price":"1.1","position":2,"comment":"\#(mark)"}"#,
            #"{"type":"session","account_number":100,"time":1799990000000,"ip":"192.0.2.1","device":"\#(mark)"}"#,
            #"{"type":"transfer","account_number":100,"time":1799990000000,"method":"wire","amount":"1","reference":"\#(mark)"}"#,
        ].joined(separator: "\n") + "\n"
    }

    private static func makeTenant(_ number: Int, _ server: TestServer) async throws -> Client {
        let tenant = "tenant-\(number)"
        let mark = "mark\(number)x"
        try TestServer.addTenant(tenant, in: server.directory, at: server.clock.now)
        let key = try await server.key(tenant: tenant)
        let desk = try await server.desk(tenant)
        let connection = try await desk.add(NewConnection(platform: .push, name: mark), by: .system).id
        let path = "/api/v1/ingest?connection=\(connection.rawValue)"
        _ = try await server.client.send("POST", path, token: key, body: Array(lines(mark).utf8))
        let now = server.clock.now
        try await desk.write { writer in
            let subject = Alert.Subject(kind: "account", id: "1", label: mark)
            let evidence = #"{"facts":[{"name":"a","value":"\#(mark)"}]}"#
            _ = try writer.insert(
                alert: AlertDraft(
                    rule: "MG1", severity: .info, subject: subject, account: AccountID(1), value: 1, threshold: 1, evidence: evidence), at: now)
        }
        return Client(tenant: tenant, mark: mark, key: key)
    }

    /// Every route that reads, in this build: the ones with an id get the one that all tenants have.
    private static func paths() throws -> [String] {
        let readers = try Contract.shared.get().operations.filter { $0.hasPrefix("GET /api/v1/") }.map { String($0.dropFirst(4)) }
        let paths = readers.filter { !$0.contains("/platform/") && !$0.hasSuffix("/stream") }.map { path in
            let filled = path.replacingOccurrences(of: "{id}", with: "1")
            return filled.hasSuffix("/export") ? filled + "?format=csv" : filled.hasSuffix("/cascade") ? filled + "?symbol=EURUSD" : filled
        }
        return paths.sorted()
    }

    /// The marks of other tenants in a text.
    private static func strangers(in text: String, beside mark: String) -> [String] {
        let found = text.matches(of: /mark[0-9]+x/).map { String($0.output) }
        return Set(found).subtracting([mark]).sorted()
    }

    @Test func `No byte of one tenant appears in any answer, download or stream of another`() async throws {
        let paths = try IsolationTests.paths()
        #expect(paths.contains("/api/v1/accounts/1/personal-data") && paths.count > 25)
        let patient: @Sendable (inout WebConfiguration) -> Void = { configuration in
            // A hundred clients at once on a busy machine: it is what they are told that counts here, and not how soon.
            (configuration.rateLimits, configuration.streamLimits.pingEvery) = (.none, .seconds(600))
            (configuration.connectionLimits.firstHead, configuration.connectionLimits.idle) = (.seconds(300), .seconds(300))
        }
        try await TestServer.run(configure: patient) { server in
            var clients: [Client] = []
            for number in 0..<IsolationTests.count { clients.append(try await IsolationTests.makeTenant(number, server)) }
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for client in clients {
                    group.addTask { try await IsolationTests.readEverything(client, paths, server) }
                    group.addTask { try await IsolationTests.listen(client, server) }
                }
                return try await group.reduce(0, +)
            }
            // Each was told of itself, so the marks were there to be seen.
            #expect(told >= IsolationTests.count * 8)
            IsolationTests.expectPrivateFiles(in: server.directory)
        }
    }

    /// - Returns: in how many answers the tenant's own mark stood.
    private static func readEverything(_ client: Client, _ paths: [String], _ server: TestServer) async throws -> Int {
        var own = 0
        for path in paths {
            let answer = try await server.client.get(path, token: client.key)
            #expect(strangers(in: answer.text, beside: client.mark) == [], "\(path) of \(client.tenant)")
            #expect(!answer.headers.contains { !strangers(in: $0.value, beside: client.mark).isEmpty }, "\(path)")
            own += answer.text.contains(client.mark) ? 1 : 0
        }
        return own
    }

    /// Subscribes to everything, sees a snapshot of each topic, and what is told while an account changes.
    private static func listen(_ client: Client, _ server: TestServer) async throws -> Int {
        try await TestSocket.open(server.port, token: client.key) { socket in
            try await socket.send(#"{"type":"subscribe","topics":["alerts","exposure","accounts","reports","connections"]}"#)
            var own = 0
            var awaited: Set<String> = ["alerts", "exposure", "accounts", "reports", "connections"]
            while !awaited.isEmpty {
                let message = try await next(&socket, client, &own)
                if message["type"]?.string == "snapshot", let topic = message["topic"]?.string { awaited.remove(topic) }
            }
            // Only now: an event from before its snapshot is not told again.
            let change = #"{"type":"account","account_number":101,"name":"\#(client.mark) again","balance":"5"}"# + "\n"
            _ = try await server.client.send("POST", "/api/v1/ingest?connection=1", token: client.key, body: Array(change.utf8))
            // What is not understood is answered in its turn: all that was told until then has been looked at.
            try await socket.send(#"{"type":"end"}"#)
            while try await next(&socket, client, &own)["type"]?.string != "error" {}
            return own
        }
    }

    /// The next text of the stream, looked through for what is not the tenant's own.
    private static func next(_ socket: inout TestSocket, _ client: Client, _ own: inout Int) async throws -> JSONValue {
        let message = try await socket.nextText()
        let content = String(decoding: JSONWriter.bytes { $0.value(message) }, as: UTF8.self)
        #expect(strangers(in: content, beside: client.mark) == [], "stream of \(client.tenant)")
        own += content.contains(client.mark) ? 1 : 0
        return message
    }

    /// Folders are the owner's alone and so are files, the write-ahead logs too.
    private static func expectPrivateFiles(in directory: StateDirectory) {
        let found = FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? []
        #expect(found.contains { $0.hasSuffix("tenant.db-wal") } && found.contains { $0.hasSuffix("tenant.db-shm") })
        for name in [""] + found {
            let attributes = try? FileManager.default.attributesOfItem(atPath: directory.path + "/" + name)
            let isFolder = attributes?[.type] as? FileAttributeType == .typeDirectory
            let mode = (attributes?[.posixPermissions] as? NSNumber)?.uint16Value
            #expect(mode == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }
}
