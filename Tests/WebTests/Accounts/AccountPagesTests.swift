import Brokerage
import Desk
import JSON
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct AccountPagesTests {
    /// Accounts whose fields repeat, so that ties are met.
    private static func seed(_ server: TestServer, count: Int) async throws -> (key: String, connection: Int64) {
        let (key, connection) = (try await server.key(), try await server.pushConnection())
        var body = ""
        for number in 1...count {
            let name = number % 7 == 0 ? "" : #","name":"Client \#(number % 11)""#
            body +=
                #"{"type":"account","account_number":\#(1000 + number),"group":"g\#(number % 3)","currency":"USD","#
            body += #""leverage":\#(100 * (number % 4 + 1)),"book":"\#(["A", "B", "C"][number % 3])","#
            body += #""balance":"\#((number * 37) % 50).25"\#(name)}"# + "\n"
        }
        let answer = try await server.client.send("POST", "/api/v1/ingest?connection=\(connection)", token: key, body: Array(body.utf8))
        #expect(try answer.json["accepted"]?.integer == Int64(count))
        return (key, connection)
    }

    @Test func `Pages of every order join to the whole list, each account once`() async throws {
        try await TestServer.run { server in
            let (key, _) = try await AccountPagesTests.seed(server, count: 60)
            for field in AccountSort.Field.allCases {
                for sort in [field.rawValue, "-" + field.rawValue] {
                    let whole = try await server.client.get("/api/v1/accounts?limit=500&sort=\(sort)", token: key).json["items"]?.elements ?? []
                    #expect(whole.count == 60)
                    var (paged, path): ([JSONValue], String?) = ([], "/api/v1/accounts?limit=7&sort=\(sort)")
                    while let next = path {
                        let page = try await server.client.get(next, token: key).json
                        paged += page["items"]?.elements ?? []
                        path = page["next_cursor"]?.string.map { "/api/v1/accounts?limit=7&sort=\(sort)&cursor=\($0)" }
                        if paged.count > 60 { break }
                    }
                    #expect(paged == whole, "\(sort)")
                }
            }
        }
    }

    @Test func `A cursor of one order is refused in another`() async throws {
        try await TestServer.run { server in
            let (key, _) = try await AccountPagesTests.seed(server, count: 3)
            let first = try await server.client.get("/api/v1/accounts?limit=1&sort=-balance", token: key)
            let cursor = try #require(try first.json["next_cursor"]?.string)
            #expect(try await server.client.get("/api/v1/accounts?limit=1&sort=-balance&cursor=\(cursor)", token: key).status == 200)
            let other = try await server.client.get("/api/v1/accounts?limit=1&sort=balance&cursor=\(cursor)", token: key)
            #expect(other.status == 400)
            #expect(try other.json["errors"]?.elements?.first?["field"]?.string == "cursor")
        }
    }

    @Test func `Filters narrow the list`() async throws {
        try await TestServer.run { server in
            let (key, connection) = try await AccountPagesTests.seed(server, count: 30)
            func count(_ query: String) async throws -> Int? {
                try await server.client.get("/api/v1/accounts?limit=500&" + query, token: key).json["items"]?.elements?.count
            }
            #expect(try await count("book=A") == 10)
            #expect(try await count("q=1005") == 1)
            #expect(try await count("q=CLIENT+3") == 2)
            #expect(try await count("q=g1&book=B") == 10)
            #expect(try await count("connection_id=\(connection)") == 30)
            #expect(try await count("connection_id=77") == 0)
            #expect(try await count("band=critical") == 0)
        }
    }

    @Test func `Missing values come last both ways, and values survive a cursor`() throws {
        #expect(SortValue.integer(1).precedes(.integer(2), descending: false) == true)
        #expect(SortValue.integer(1).precedes(.integer(2), descending: true) == false)
        #expect(SortValue.integer(1).precedes(.integer(1), descending: true) == nil)
        #expect(SortValue.missing.precedes(.integer(1), descending: false) == false)
        #expect(SortValue.missing.precedes(.integer(1), descending: true) == false)
        #expect(SortValue.real(1).precedes(.missing, descending: true) == true)
        for value in [SortValue.integer(.min), .real(-0.5), .text("a\nb"), .text(""), .missing] {
            #expect(SortValue(cursorText: value.cursorText) == value)
        }
        for broken in ["", "x", "i", "i1.5", "r", "r18444492273895866368x", "m1"] { #expect(SortValue(cursorText: broken) == nil) }
    }
}
