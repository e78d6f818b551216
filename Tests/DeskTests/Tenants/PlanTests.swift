import Brokerage
import Desk
import Risk
import Tenancy
import Testing

struct PlanTests {
    @Test func accountsOverThePlanAreStoredButNotScored() async throws {
        let test = try TestDesk(plan: .starter)
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = (1...101).map { Make.account($0) }
        batch.deals = [Make.trade(1, 101, .buy, .in, "1", "1.1", position: 1, at: test.now)]
        #expect(try await desk.ingest(batch, from: connection).accepted == 102)
        let view = await desk.view()
        #expect(view.accounts.filter(\.isScored).count == 100)
        let over = try #require(view.accounts.last)
        #expect(over.figures.deals == 1 && over.figures.score == nil && over.figures.scoreReason == .overPlan)
        try await test.end()
    }

    @Test func aServerOverThePlanIsRefusedInClearWords() async throws {
        let test = try TestDesk(plan: .starter)
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let first = try await desk.add(server, by: .system)
        let error = await #expect(throws: DeskError.self) { try await desk.add(server, by: .system) }
        #expect(error?.code == .planLimit)
        #expect(error?.message.contains("starter") == true)
        try await desk.remove(first.id, by: .system)
        _ = try await desk.add(server, by: .system)
        try await test.end()
    }

    @Test(arguments: [
        ("", 1000, "x", "endpoint"), ("host:99999", 1000, "x", "endpoint"), ("a b:1", 1000, "x", "endpoint"), ("host/path:1", 1000, "x", "endpoint"),
        ("host:443", 0, "x", "login"), ("host:443", 1000, "", "password"),
    ] as [(String, Int64, String, String)])
    func namesTheFieldOfAConnectionThatIsWrong(_ endpoint: String, _ login: Int64, _ password: String, _ field: String) async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = (endpoint, login, password)
        let error = await #expect(throws: DeskError.self) { try await desk.add(server, by: .system) }
        #expect(error?.code == .invalid(field: field))
        try await test.end()
    }

    @Test func aStoredPasswordIsSentToNoOtherServer() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let id = try await desk.add(server, by: .system).id
        server.password = nil
        server.name = "renamed"
        #expect(try await desk.update(id, server, by: .system).connection.name == "renamed")
        server.endpoint = "127.0.0.2:1"
        #expect(await #expect(throws: DeskError.self) { try await desk.update(id, server, by: .system) }?.code == .invalid(field: "password"))
        #expect(await #expect(throws: DeskError.self) { try await desk.test(id, change: server) }?.code == .invalid(field: "password"))
        try await test.end()
    }
}
