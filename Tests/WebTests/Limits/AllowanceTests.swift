import HTTPTypes
import Testing

@testable import Web

@Suite struct AllowanceTests {
    @Test func `So many in so many seconds`() {
        #expect(Allowance("300/10s") == Allowance(300, in: 10))
        #expect(Allowance(300, in: 10).description == "300/10s")
    }

    @Test(arguments: ["", "300", "300/10", "300/10m", "/10s", "300/s", "0/10s", "300/0s", "-1/10s", "+1/10s", "1.5/10s", "300/10s/1s", "300 /10s", "1/86401s"])
    func `What is something else is refused`(text: String) { #expect(Allowance(text) == nil) }

    @Test(arguments: [
        ("GET", "/healthz", nil), ("GET", "/metrics", nil), ("GET", "/readyz", .reads), ("POST", "/api/v1/auth/login", .signIn), ("GET", "/api/v1/auth/otp", .signIn),
        ("POST", "/api/v1/setup", .signIn), ("POST", "/api/v1/ingest", .ingest), ("POST", "/api/v1/imports", .ingest),
        ("GET", "/api/v1/accounts", .reads), ("GET", "/api/v1/accounts/{id}/deals", .reads), ("PATCH", "/api/v1/connections/{id}", .writes),
        ("GET", "/api/v1/reports", .reads), ("POST", "/api/v1/reports", .reports), ("GET", "/api/v1/reports/{id}/file", .reports),
        ("GET", "/api/v1/risk/replay", .reports), ("GET", "/api/v1/audit/export", .reports), ("POST", "/api/v1/audit/verify", .reports),
        ("GET", "/api/v1/accounts/{id}/personal-data", .reports),
    ] as [(String, String, Budget?)])
    func `A route's budget follows from its verb and path`(method: String, pattern: String, budget: Budget?) throws {
        #expect(Budget.of(try #require(.init(method)), pattern) == budget)
    }
}
