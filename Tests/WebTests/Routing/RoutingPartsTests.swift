import Brokerage
import HTTPTypes
import JSON
import Synchronization
import Tenancy
import Testing

@testable import Web

@Suite struct RoutingPartsTests {
    @Test func `A fixed part of a path wins over a variable one`() throws {
        let table = RouteTable([
            Route(.post, "/c/test", .open) { _ in Answer.noContent }, Route(.get, "/c/{id}", .open) { _ in Answer.noContent },
            Route(.post, "/c/{id}/test", .open) { _ in Answer.noContent },
        ])
        guard case .route(0, let none) = table.match(.post, "/c/test") else { throw Missed() }
        #expect(none.isEmpty)
        guard case .route(1, let id) = table.match(.head, "/c/7") else { throw Missed() }
        #expect(id == ["7"])
        guard case .route(2, _) = table.match(.post, "/c/7/test") else { throw Missed() }
        guard case .methodNotAllowed(["POST"]) = table.match(.get, "/c/test") else { throw Missed() }
        guard case .nothing = table.match(.get, "/c") else { throw Missed() }
        guard case .nothing = table.match(.get, "/c/7/8") else { throw Missed() }
    }

    private struct Missed: Error {}

    @Test func `Percent-encoding is undone, and only when it is right`() {
        #expect(PercentText.decode("a%20b+c") == "a b c")
        #expect(PercentText.decode("%D0%96") == "\u{416}")
        for broken in ["%", "%2", "%2g", "%ff", "%C3%28"] { #expect(PercentText.decode(Substring(broken)) == nil) }
    }

    @Test func `A cursor is read back for its own list and order only`() throws {
        let cursor = PageCursor(list: "accounts", sort: "-name", id: 7, value: "tline\nbreak")
        #expect(try PageCursor(cursor.text, list: "accounts", sort: "-name") == cursor)
        for (text, list, sort) in [
            (cursor.text, "deals", "-name"), (cursor.text, "accounts", "name"), ("", "accounts", "id"), ("!!", "accounts", "id"),
            (Base64URL.encode("accounts\nid\nx\n".utf8), "accounts", "id"), (Base64URL.encode([0xFF]), "accounts", "id"),
        ] {
            #expect(throws: Problem.self) { try PageCursor(text, list: list, sort: sort) }
        }
    }

    @Test func `A repeated write is answered, refused, or done, and the memory of it is bounded`() throws {
        let writes = RepeatedWrites(perTenant: 3)
        let tenant = try #require(TenantSlug(rawValue: "demo"))
        func key(_ text: String) -> RepeatedWrites.Key { .init(tenant: tenant, caller: .program(.init(1)), key: text) }
        let now = Timestamp(seconds: 0)
        let answer = RepeatedWrites.Kept(status: .ok, contentType: nil, body: [1])
        #expect(writes.begin(key("a"), fingerprint: [1], at: now) == .proceed)
        #expect(writes.begin(key("a"), fingerprint: [1], at: now) == .underWay)
        writes.keep(answer, for: key("a"))
        #expect(writes.begin(key("a"), fingerprint: [1], at: now) == .answer(answer))
        #expect(writes.begin(key("a"), fingerprint: [2], at: now) == .otherRequest)
        #expect(writes.begin(key("a"), fingerprint: [2], at: now + RepeatedWrites.lifetime) == .proceed)
        for text in ["b", "c", "d", "e"] { #expect(writes.begin(key(text), fingerprint: [1], at: now) == .proceed) }
        #expect(writes.begin(key("e"), fingerprint: [1], at: now) == .underWay)
        #expect(writes.begin(key("b"), fingerprint: [1], at: now) == .proceed)
        writes.keep(.init(status: .ok, contentType: nil, body: Array(repeating: 0, count: RepeatedWrites.maxBody + 1)), for: key("b"))
        #expect(writes.begin(key("b"), fingerprint: [1], at: now) == .proceed)
    }

    @Test func `A histogram counts every answer once`() {
        var metrics = RequestMetrics()
        for seconds in [0.0001, 0.003, 0.3, 20] { metrics.record(status: 200, seconds: seconds) }
        metrics.record(status: 999, seconds: 0)
        #expect(metrics.count == 5)
        #expect(metrics.buckets.reduce(0, +) == 5)
        #expect(metrics.buckets.last == 1)
        #expect(metrics.classes[2] == 4 && metrics.classes[5] == 1)
    }

    @Test func `Labels are escaped as Prometheus wants`() {
        var text = PrometheusText()
        text.sample("m", [("l", "a\"b\\c\nd")], 1.5)
        #expect(text.text == "m{l=\"a\\\"b\\\\c\\nd\"} 1.5\n")
    }
}
