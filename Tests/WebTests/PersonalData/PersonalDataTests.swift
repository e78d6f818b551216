import Brokerage
import Desk
import Foundation
import JSON
import Tenancy
import Testing

@testable import Web

/// A client asks for a copy of all that is kept, and to be forgotten.
@Suite(.timeLimit(.minutes(2))) struct PersonalDataTests {
    /// Words that say who the client is, each where the file can hold one.
    private static let traces = ["Zebulon", "zeb@quux.example", "198.51.100.77", "dev-zeb-9", "IBAN-ZEB-77", "Zeb's own comment", "Zeb rang us"]

    private static let person =
        #"{"type":"account","account_number":700,"group":"real","currency":"USD","leverage":100,"name":"Zebulon Quux","#
        + #""email":"zeb@quux.example","country":"ZW","registered_at":"2025-01-01T00:00:00Z","balance":"100"}"#
    private static let deal =
        #"{"type":"deal","deal":71,"account_number":700,"action":"buy","time":1799990001000,"symbol":"EURUSD","entry":"in","volume":"1","#
        + #""price":"1.1","position":71,"comment":"Zeb's own comment"}"#
    private static let session =
        #"{"type":"session","account_number":700,"time":1799990000000,"ip":"198.51.100.77","device":"dev-zeb-9","application":"mt5"}"#
    private static let transfer =
        #"{"type":"transfer","account_number":700,"time":1799990000000,"method":"wire","amount":"100","reference":"IBAN-ZEB-77"}"#

    private static func push(_ lines: [String], _ server: TestServer, _ key: String, _ connection: Int64) async throws {
        let body = Array((lines.joined(separator: "\n") + "\n").utf8)
        let answer = try await server.client.send("POST", "/api/v1/ingest?connection=\(connection)", token: key, body: body)
        #expect(try answer.json["rejected_count"]?.integer == 0, "\(answer.text)")
    }

    /// A tenant with a client of whom something stands in every place, beside the client of the seed.
    private static func fill(_ server: TestServer) async throws -> (key: String, connection: Int64, account: Int64) {
        let connection = try await Seed.fill(server)
        let key = try await server.key()
        try await push([person, session, transfer, deal], server, key, connection)
        // The comment stands in an earlier version of the deal, too.
        try await push([deal.replacingOccurrences(of: #""price":"1.1""#, with: #""price":"1.2""#)], server, key, connection)
        let found = try await server.desk().view().accounts.first { $0.login == 700 }
        let account = try #require(found).id
        let now = server.clock.now
        try await server.desk().write { writer in
            let subject = Alert.Subject(kind: "account", id: String(account.rawValue), label: "700")
            let draft = AlertDraft(
                rule: "MG1", severity: .warning, subject: subject, account: account, value: 1, threshold: 1, evidence: #"{"facts":[]}"#)
            let alert = try writer.insert(alert: draft, at: now)
            try writer.comment(alert: alert, by: nil, "Zeb rang us", at: now)
            try writer.close(alert: alert, outcome: .accepted, note: "Zeb rang us", at: now)
        }
        return (key, connection, account.rawValue)
    }

    @Test func `A client's data are downloaded whole`() async throws {
        try await TestServer.run { server in
            let (key, _, account) = try await PersonalDataTests.fill(server)
            let answer = try await server.client.get("/api/v1/accounts/\(account)/personal-data", token: key)
            #expect(answer["content-disposition"] == "attachment; filename=\"account-\(account)-personal-data.json\"")
            for trace in PersonalDataTests.traces { #expect(answer.text.contains(trace), "\(trace)") }
            #expect(try answer.json["deals"]?.elements?.count == 1)
            #expect(!answer.text.contains("\"Client\""), "that is another client")
            let entry = try await server.client.get("/api/v1/audit?subject=account:\(account)", token: key).json["items"]?.elements?.first
            #expect(entry?["action"]?.string == "account.export_personal_data" && entry?["subject"]?["label"]?.string == "700")
        }
    }

    @Test func `An erased client is gone from every answer and from every byte of the file, and what the account did stays`() async throws {
        try await TestServer.run { server in
            let (key, _, account) = try await PersonalDataTests.fill(server)
            let base = "/api/v1/accounts/\(account)"
            let before = try await server.client.get(base, token: key).json
            #expect(try await server.client.send("DELETE", base + "/personal-data", token: key).status == 204)
            let after = try await server.client.get(base, token: key).json
            #expect(after["name"] == .null && after["country"] == .null)
            for kept in ["account_number", "deals", "volume_lots", "profit", "balance", "group", "risk_score"] {
                #expect(after[kept] == before[kept], "\(kept)")
            }
            for path in [base + "/personal-data", base + "/deals", "/api/v1/accounts", "/api/v1/alerts", "/api/v1/audit?limit=500"] {
                let text = try await server.client.get(path, token: key).text
                for trace in PersonalDataTests.traces { #expect(!text.contains(trace), "\(trace) in \(path)") }
            }
            #expect(try await server.client.get("/api/v1/accounts/1", token: key).json["name"]?.string == "Client")
            try PersonalDataTests.expectNoTrace(in: server.directory)
        }
    }

    @Test func `What the trading server states of an erased client later is not taken in`() async throws {
        try await TestServer.run { server in
            let (key, connection, account) = try await PersonalDataTests.fill(server)
            let base = "/api/v1/accounts/\(account)"
            _ = try await server.client.send("DELETE", base + "/personal-data", token: key)
            let lines = [PersonalDataTests.person, PersonalDataTests.deal, PersonalDataTests.session, PersonalDataTests.transfer]
            let raised = lines[0].replacingOccurrences(of: #""balance":"100""#, with: #""balance":"900""#)
            let second = lines[1].replacingOccurrences(of: "71", with: "72")
            try await PersonalDataTests.push([raised, second] + lines.dropFirst(), server, key, connection)
            let slug = try #require(TenantSlug(rawValue: "demo"))
            for round in ["as it is", "opened again"] {
                let view = try await server.client.get(base, token: key).json
                #expect(view["name"] == .null && view["balance"]?.string?.hasPrefix("900") == true && view["deals"]?.integer == 2, "\(round)")
                let data = try await server.client.get(base + "/personal-data", token: key)
                for trace in PersonalDataTests.traces { #expect(!data.text.contains(trace), "\(trace) \(round)") }
                #expect(try data.json["transfers"]?.elements?.count == 1)
                await server.desks.close(slug)
            }
            try PersonalDataTests.expectNoTrace(in: server.directory)
        }
    }

    @Test func `Whoever comes back to the stream is not told what was erased meanwhile`() async throws {
        try await TestServer.run { server in
            let (key, _, account) = try await PersonalDataTests.fill(server)
            let desk = try await server.desk()
            desk.hub.publish(.accounts, Array(#"{"items":["Zebulon"]}"#.utf8))
            let seen = desk.hub.sequence(of: .accounts)
            _ = try await server.client.send("DELETE", "/api/v1/accounts/\(account)/personal-data", token: key)
            guard case .snapshotNeeded = desk.hub.catchUp(.accounts, epoch: desk.hub.epoch, seq: seen - 1) else {
                Issue.record("Events from before the erasure are still told.")
                return
            }
        }
    }

    /// Looks at every byte of every file of the tenant, the write-ahead log too.
    private static func expectNoTrace(in directory: StateDirectory) throws {
        let folder = directory.folder(of: try #require(TenantSlug(rawValue: "demo")))
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        #expect(files.contains("tenant.db"))
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + file) else { continue }
            for trace in traces { #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace) in \(file)") }
        }
    }
}
