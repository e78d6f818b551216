import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Demo {
        @Test func `The demo prints how to get in, is live, moves by itself, and leaves nothing behind`() async throws {
            let temporary = try TemporaryFolder()
            let process = try ChildProcess(
                try VelesBinary.path(), ["demo", "--port", "0", "--accounts", "40", "--days", "3", "--assets", VelesBinary.assets],
                environment: ["TMPDIR": temporary.path])
            let line: Substring = try await eventually("the line of the demo", seen: { process.errors }) { process.lines.first }
            let access = try JSONValue(parsing: line.utf8)
            let port = try #require(access["url"]?.string?.split(separator: ":").last.flatMap { Int($0) })
            let client = HTTPClient(port: port, token: access["api_key"]?.string)
            let connection = try #require(try await client.readAll("/api/v1/connections").first?["id"]?.integer)
            try await client.waitForLink(connection, "live")
            let before = try await client.readAll("/api/v1/exposure?by=symbol")
            try await eventually("a change of the exposure") { try await client.readAll("/api/v1/exposure?by=symbol") != before }
            #expect(try await HTTPClient(port: port).get("/").headers["content-security-policy"]?.contains("default-src") == true)
            process.send(SIGTERM)
            #expect(try await process.end(within: .seconds(6)) == .exit(0), "\(process.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
        }
    }
}
