import Brokerage
import Desk
import JSON
import Tenancy
import Testing

@testable import Web

/// A tenant with something of everything in it.
enum Seed {
    static let deals = [
        #"{"type":"deal","deal":1,"account_number":100,"action":"balance","time":1799990000000,"profit":"10000"}"#,
        #"{"type":"deal","deal":2,"account_number":100,"action":"buy","time":1799990001000,"symbol":"EURUSD","entry":"in","#
            + #""volume":"1","price":"1.1","position":2}"#,
        #"{"type":"deal","deal":3,"account_number":100,"action":"sell","time":1799990061000,"symbol":"EURUSD","entry":"out","#
            + #""volume":"0.4","price":"1.101","position":2,"profit":"40","commission":"-3","comment":"part"}"#,
    ].joined(separator: "\n")

    private static let rest = [
        #"{"type":"symbol","symbol":"EURUSD","digits":5,"contract_size":"100000","base":"EUR","profit_currency":"USD","margin_currency":"EUR"}"#,
        #"{"type":"account","account_number":100,"group":"real\\one","currency":"USD","leverage":100,"name":"Client","country":"CY","book":"B"}"#,
        #"{"type":"account","account_number":101,"group":"real\\one","currency":"EUR","leverage":200}"#,
        #"{"type":"tick","symbol":"EURUSD","bid":"1.10000","ask":"1.10010","time":1799990000500}"#,
        deals,
        #"{"type":"tick","symbol":"EURUSD","bid":"1.10200","ask":"1.10210","time":1799990070000}"#,
    ].joined(separator: "\n")

    /// - Returns: the id of the push connection that it all came by.
    static func fill(_ server: TestServer) async throws -> Int64 {
        let (key, connection) = (try await server.key(), try await server.pushConnection())
        let answer = try await server.client.send("POST", "/api/v1/ingest?connection=\(connection)", token: key, body: Array((rest + "\n").utf8))
        #expect(try answer.json["rejected_count"]?.integer == 0, "\(answer.text)")
        let now = server.clock.now
        try await server.desk().write { writer in
            let subject = Alert.Subject(kind: "account", id: "1", label: "100")
            let draft = AlertDraft(
                rule: "MG1", severity: .warning, subject: subject, account: AccountID(1), value: 4, threshold: 3,
                evidence: #"{"facts":[{"name":"Steps","value":"4"}],"deals":[2,3]}"#)
            _ = try writer.insert(alert: draft, at: now)
        }
        return connection
    }
}
