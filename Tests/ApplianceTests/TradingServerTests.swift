import ApplianceDriver
import JSON
import Testing

extension TheAppliance {
    @Suite struct TradingServers {
        @Test func `A server that cannot be reached or is no MT5 server says why within ten seconds and is tried again`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            // Port 1 refuses; the appliance's own port answers, but not as MetaTrader does.
            for (port, transport) in [(1, "https"), (1, "tcp"), (appliance.port, "https"), (appliance.port, "tcp")] {
                let body = #"{"platform":"mt5","name":"Away \#(port) \#(transport)","endpoint":"127.0.0.1:\#(port)","login":1000,"#
                    + #""password":"secret","transport":"\#(transport)"}"#
                let id = try await client.connect(body)
                let view = try await client.waitForLink(id, "down", within: .seconds(10))
                #expect(view["reason"]?.string?.isEmpty == false)
                #expect(view["stopped"]?.bool == false, "\(view)")
                let text = try await client.get("/api/v1/connections/\(id)").text
                #expect(!text.contains("secret"))
            }
            #expect(try await appliance.stop() == .exit(0))
        }

        @Test(arguments: ["https", "tcp"])
        func `A refused password stops the connection until somebody edits it`(transport: String) async throws {
            let simulator = try await RunningSimulator.start(accounts: 10, days: 1)
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let id = try await client.connect(simulator.connection(password: "not it", transport: transport))
            let view: JSONValue = try await eventually("the stop", within: .seconds(30)) {
                let view = try await client.read("/api/v1/connections/\(id)")
                return view["stopped"]?.bool == true ? view : nil
            }
            #expect(view["state"]?.string == "down")
            #expect(view["reason"]?.string?.contains("password") == true, "\(view)")
            let changed = try await client.send(
                "PATCH", "/api/v1/connections/\(id)", headers: ["Content-Type": "application/json"],
                body: Array(#"{"password":"\#(simulator.password)"}"#.utf8))
            #expect(changed.status == 200, "\(changed.text)")
            try await client.waitForLink(id, "live")
        }

        @Test(arguments: ["https", "tcp"])
        func `A connection is tried before it is stored, and the failing step says why`(transport: String) async throws {
            let simulator = try await RunningSimulator.start(accounts: 10, days: 1)
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let right = try await client.post("/api/v1/connections/test", json: simulator.connection(transport: transport)).json
            #expect(right["ok"]?.bool == true, "\(right)")
            let wrong = try await client.post("/api/v1/connections/test", json: simulator.connection(password: "not it", transport: transport)).json
            #expect(wrong["ok"]?.bool == false)
            let away = try await client.post("/api/v1/connections/test", json: simulator.connection(port: 1, transport: transport)).json
            #expect(away["ok"]?.bool == false)
            #expect(wrong["steps"] != away["steps"])
            #expect(try await client.readAll("/api/v1/connections").isEmpty, "a try stores nothing")
        }

        @Test func `A server that dies is said to be down, and is tried again`() async throws {
            let simulator = try await RunningSimulator.start(accounts: 10, days: 1)
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let id = try await client.connect(simulator.connection())
            try await client.waitForLink(id, "live")
            try await simulator.process.killAtOnce()
            let down = try await client.waitForLink(id, "down", within: .seconds(45))
            #expect(down["stopped"]?.bool == false)
        }
    }
}
