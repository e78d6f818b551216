import Brokerage
import Desk
import HTTPTypes
import JSON
import Logging
import Tenancy
import Testing

@testable import Web

/// The served routes and their answers, held against the contract.
@Suite(.timeLimit(.minutes(2))) struct ContractTests {
    @Test func `The contract names every route and no other, with exactly its query keys`() async throws {
        let contract = try Contract.shared.get()
        try await TestServer.run { server in
            let parts = try WebParts(
                configuration: WebConfiguration(assets: "/nonexistent"), desks: server.desks, clock: server.clock.web, logger: .init(label: "test"))
            let routes = parts.gateway.routes
            let served = Set(routes.map { "\($0.method.rawValue) \($0.pattern)" }).union(["GET \(Site.contract)"])
            #expect(contract.operations.subtracting(served).isEmpty, "named but not served")
            #expect(served.subtracting(contract.operations).isEmpty, "served but not named")
            for route in routes { #expect(contract.queryKeys(route.method.rawValue, route.pattern) == route.query, "\(route.pattern)") }
            for threads in [parts.passwords, parts.files] { try await threads.stop() }
        }
    }

    /// One request of the walk below.
    private struct Step {
        var method: String
        var pattern: String
        var path: String
        var status: Int
        var body: String?
        var isSignedIn = true

        init(_ method: String, _ pattern: String, _ path: String? = nil, _ status: Int = 200, body: String? = nil, isSignedIn: Bool = true) {
            (self.method, self.pattern, self.path, self.status) = (method, pattern, path ?? pattern, status)
            (self.body, self.isSignedIn) = (body, isSignedIn)
        }
    }

    private static let base = "/api/v1"

    private static func walk(_ push: Int64) -> [Step] {
        let (accounts, alerts, connections) = ("\(base)/accounts/{id}", "\(base)/alerts/{id}", "\(base)/connections")
        let mt5 = #"{"platform":"mt5","name":"M","endpoint":"127.0.0.1:1","login":1,"password":"x"}"#
        return [
            Step("GET", "/healthz"), Step("GET", "/readyz"), Step("GET", "/metrics"),
            Step("GET", "\(base)/me"), Step("GET", "\(base)/me", nil, 401, isSignedIn: false),
            Step("GET", "\(base)/tenant"), Step("GET", "\(base)/tenant", nil, 401, isSignedIn: false),
            Step("PATCH", "\(base)/tenant", body: #"{"name":"Demo","time_zone":"Europe/Nicosia"}"#),
            Step("PATCH", "\(base)/tenant", nil, 400, body: #"{"time_zone":"Moon/Base"}"#),
            Step("PATCH", "\(base)/tenant", nil, 401, body: "{}", isSignedIn: false),
            Step("GET", "\(base)/platform/tenants", nil, 401), Step("GET", "\(base)/platform/license", nil, 401),
            Step("GET", "\(base)/overview"), Step("GET", "\(base)/overview", nil, 401, isSignedIn: false),
            Step("GET", "\(base)/accounts"), Step("GET", "\(base)/accounts", "\(base)/accounts?limit=1"),
            Step("GET", "\(base)/accounts", "\(base)/accounts?x=1", 400), Step("GET", "\(base)/accounts", nil, 401, isSignedIn: false),
            Step("GET", accounts, "\(base)/accounts/1"), Step("GET", accounts, "\(base)/accounts/99", 404),
            Step("GET", accounts + "/deals", "\(base)/accounts/1/deals"), Step("GET", accounts + "/deals", "\(base)/accounts/1/deals?limit=1"),
            Step("GET", accounts + "/deals", "\(base)/accounts/1/deals?ids=1,2"),
            Step("GET", accounts + "/deals", "\(base)/accounts/1/deals?ids=x", 400),
            Step("GET", accounts + "/deals", "\(base)/accounts/99/deals", 404),
            Step("GET", accounts + "/positions", "\(base)/accounts/1/positions"),
            Step("GET", accounts + "/positions", "\(base)/accounts/99/positions", 404),
            Step("GET", accounts + "/score", "\(base)/accounts/1/score"), Step("GET", accounts + "/score", "\(base)/accounts/99/score", 404),
            Step("GET", accounts + "/markouts", "\(base)/accounts/1/markouts"),
            Step("GET", accounts + "/markouts", "\(base)/accounts/1/markouts?side=close"),
            Step("GET", accounts + "/markouts", "\(base)/accounts/1/markouts?side=up", 400),
            Step("GET", accounts + "/markouts", "\(base)/accounts/1/markouts?side=open&clock=trades"),
            Step("GET", accounts + "/markouts", "\(base)/accounts/1/markouts?clock=moon", 400),
            Step("GET", "\(base)/exposure"), Step("GET", "\(base)/exposure", "\(base)/exposure?by=currency"),
            Step("GET", "\(base)/exposure", "\(base)/exposure?by=group"), Step("GET", "\(base)/exposure", "\(base)/exposure?by=book"),
            Step("GET", "\(base)/exposure", "\(base)/exposure?by=client"), Step("GET", "\(base)/exposure", "\(base)/exposure?by=ib"),
            Step("GET", "\(base)/exposure", "\(base)/exposure?by=moon", 400),
        ] + riskWalk + [
            Step("GET", "\(base)/alerts"), Step("GET", "\(base)/alerts", "\(base)/alerts?state=unfinished&severity=critical&account_id=1"),
            Step("GET", "\(base)/alerts", "\(base)/alerts?state=lost", 400),
            Step("GET", alerts, "\(base)/alerts/1"), Step("GET", alerts, "\(base)/alerts/99", 404),
            Step("POST", alerts + "/acknowledge", "\(base)/alerts/1/acknowledge", body: "{}"),
            Step("POST", alerts + "/acknowledge", "\(base)/alerts/1/acknowledge", 409),
            Step("POST", alerts + "/close", "\(base)/alerts/1/close", 400, body: "{}"),
            Step("POST", alerts + "/close", "\(base)/alerts/1/close", body: #"{"outcome":"false_positive","note":"a test"}"#),
            Step("POST", alerts + "/reopen", "\(base)/alerts/1/reopen"), Step("POST", alerts + "/reopen", "\(base)/alerts/99/reopen", 404),
            Step("GET", connections), Step("POST", connections, nil, 201, body: mt5), Step("POST", connections, nil, 400, body: "{}"),
            Step("POST", connections + "/test", nil, 200, body: mt5), Step("POST", connections + "/test", nil, 400, body: "{}"),
            Step("GET", connections + "/{id}", connections + "/2"), Step("GET", connections + "/{id}", connections + "/99", 404),
            Step("POST", connections + "/{id}/test", connections + "/2/test"),
            Step("POST", connections + "/{id}/test", connections + "/99/test", 404),
            Step("PATCH", connections + "/{id}", connections + "/2", body: #"{"name":"N"}"#),
            Step("PATCH", connections + "/{id}", connections + "/2", 400, body: #"{"platform":"push"}"#),
            Step("DELETE", connections + "/{id}", connections + "/2", 204), Step("DELETE", connections + "/{id}", connections + "/2", 404),
            Step("POST", "\(base)/ingest", "\(base)/ingest?connection=\(push)", body: "nonsense\n"), Step("POST", "\(base)/ingest", nil, 400),
            Step("POST", "\(base)/imports", "\(base)/imports?connection=\(push)", 400, body: "nothing known"),
            Step("POST", "\(base)/imports", "\(base)/imports?connection=\(push)&filename=a.ndjson", 201, body: Seed.deals + "\n"),
            Step("GET", "\(base)/audit"), Step("GET", "\(base)/audit", "\(base)/audit?actor=program&subject=alert:1&search=MG1&limit=1"),
            Step("GET", "\(base)/audit", "\(base)/audit?actor=moon", 400), Step("GET", "\(base)/audit", "\(base)/audit?from=now", 400),
            Step("GET", "\(base)/audit", nil, 401, isSignedIn: false),
            Step("GET", "\(base)/audit/export", "\(base)/audit/export?format=csv"),
            Step("GET", "\(base)/audit/export", "\(base)/audit/export?format=ndjson&action=alert.close"),
            Step("GET", "\(base)/audit/export", nil, 400), Step("POST", "\(base)/audit/verify"),
            Step("GET", accounts + "/personal-data", "\(base)/accounts/1/personal-data"),
            Step("GET", accounts + "/personal-data", "\(base)/accounts/99/personal-data", 404),
            Step("DELETE", accounts + "/personal-data", "\(base)/accounts/1/personal-data", 204),
            Step("DELETE", accounts + "/personal-data", "\(base)/accounts/99/personal-data", 404),
            Step("GET", "\(base)/stream", nil, 426), Step("GET", "\(base)/stream", nil, 401, isSignedIn: false),
            Step("POST", "\(base)/auth/refresh", nil, 401, isSignedIn: false), Step("POST", "\(base)/auth/logout", nil, 204, isSignedIn: false),
            Step("POST", "\(base)/auth/login", nil, 400, body: "{}", isSignedIn: false),
            Step(
                "POST", "\(base)/auth/login", nil, 200,
                body: #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#,
                isSignedIn: false),
        ]
    }

    /// The answers of the risk engine for the whole house.
    private static var riskWalk: [Step] {
        let risk = "\(base)/risk"
        let scenario = #"{"items":[{"id":"a","name":"A","shocks":[{"kind":"currency","key":"EUR","percent":-5}]}]}"#
        return [
            Step("GET", risk + "/var"), Step("GET", risk + "/var", risk + "/var?confidence=0.975&horizon_days=10"),
            Step("GET", risk + "/var", risk + "/var?confidence=1", 400), Step("GET", risk + "/var", risk + "/var?horizon_days=x", 400),
            Step("GET", risk + "/stress"), Step("GET", risk + "/stress", risk + "/stress?limit=1"),
            Step("GET", risk + "/stress", nil, 401, isSignedIn: false),
            Step("GET", risk + "/cascade", risk + "/cascade?symbol=EURUSD"), Step("GET", risk + "/cascade", nil, 400),
            Step("GET", risk + "/result"), Step("GET", risk + "/coverage"), Step("GET", risk + "/model"),
            Step("GET", risk + "/model", nil, 401, isSignedIn: false),
            Step("GET", risk + "/replay"), Step("GET", risk + "/replay", risk + "/replay?policy=score&score=80&days=30"),
            Step("GET", risk + "/replay", risk + "/replay?policy=toxicity&shock=4"), Step("GET", risk + "/replay", risk + "/replay?shock=0", 400),
            Step("GET", risk + "/replay", risk + "/replay?policy=moon", 400), Step("GET", risk + "/replay", nil, 401, isSignedIn: false),
            Step("GET", risk + "/execution"), Step("GET", risk + "/execution", nil, 401, isSignedIn: false),
            Step("GET", risk + "/flow"), Step("GET", risk + "/flow", nil, 401, isSignedIn: false),
            Step("GET", risk + "/introducers"), Step("GET", risk + "/introducers", risk + "/introducers?limit=x", 400),
            Step("GET", risk + "/introducers", nil, 401, isSignedIn: false),
            Step("GET", "\(base)/clusters"), Step("GET", "\(base)/clusters", "\(base)/clusters?kind=copy"),
            Step("GET", "\(base)/clusters", "\(base)/clusters?kind=moon", 400),
            Step("GET", "\(base)/accounts/{id}/links", "\(base)/accounts/1/links"),
            Step("GET", "\(base)/accounts/{id}/links", "\(base)/accounts/99/links", 404),
            Step("GET", "\(base)/feed-incidents"), Step("GET", "\(base)/feed-incidents", "\(base)/feed-incidents?kind=lag&symbol=EURUSD"),
            Step("GET", "\(base)/feed-incidents", "\(base)/feed-incidents?kind=moon", 400),
            Step("GET", risk + "/scenarios"), Step("PUT", risk + "/scenarios", body: scenario), Step("GET", risk + "/stress"),
            Step("PUT", risk + "/scenarios", nil, 400, body: "{}"),
            Step("PUT", risk + "/scenarios", nil, 400, body: #"{"items":[{"id":"A","name":"","shocks":[]}]}"#),
            Step("PUT", risk + "/scenarios", nil, 401, body: scenario, isSignedIn: false),
        ]
    }

    @Test func `Every answer is what the contract says`() async throws {
        let contract = try Contract.shared.get()
        try await TestServer.run { server in
            let push = try await Seed.fill(server)
            let key = try await server.key()
            for step in ContractTests.walk(push) {
                let isStream = step.pattern.hasSuffix("/ingest") || step.pattern.hasSuffix("/imports")
                let headers = step.body == nil || isStream ? [] : [("Content-Type", "application/json")]
                let answer = try await server.client.send(
                    step.method, step.path, token: step.isSignedIn ? key : nil, headers: headers, body: step.body.map { Array($0.utf8) })
                #expect(answer.status == step.status, "\(step.method) \(step.path): \(answer.text.prefix(300))")
                let faults = try contract.faults(
                    step.method, step.pattern, status: answer.status, type: answer["content-type"], body: answer.body)
                #expect(faults == [])
            }
        }
    }

    @Test func `Snapshots of the stream hold the items of the contract`() async throws {
        let contract = try Contract.shared.get()
        try await TestServer.run { server in
            _ = try await Seed.fill(server)
            try await TestSocket.open(server.port, token: try await server.key()) { socket in
                let check = SchemaCheck(contract: contract)
                for (topic, schema) in [("alerts", "Alert"), ("exposure", "ExposureRow"), ("connections", "Connection")] {
                    try await socket.send(#"{"type":"subscribe","topics":["\#(topic)"]}"#)
                    var message = try await socket.nextText()
                    // What was subscribed to before goes on telling its events.
                    while message["type"] != .string("snapshot") || message["topic"] != .string(topic) { message = try await socket.nextText() }
                    let items = message["data"]?["items"]?.elements ?? []
                    #expect(!items.isEmpty, "\(topic)")
                    let wanted = contract.resolve(.object([.init(name: "$ref", value: .string("#/components/schemas/\(schema)"))]))
                    for item in items { #expect(check.faults(item, wanted, at: topic) == []) }
                }
            }
        }
    }
}
