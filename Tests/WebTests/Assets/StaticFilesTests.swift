import Foundation
import Logging
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct StaticFilesTests {
    /// A share folder of its own with a landing page, a dashboard and a contract.
    private static func withShare(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/veles-share-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = [
            "site/index.html": "<p>landing</p>", "site/index.html.gz": "GZ", "site/index.html.br": "BR", "site/assets/site-1A2B3C4D.css": "css",
            "dashboard/index.html": "<p>dashboard</p>", "dashboard/assets/main-ABCDEFGH.js": "js", "openapi.json": "{}", "secret.txt": "secret",
        ]
        for (path, text) in files {
            let url = URL(fileURLWithPath: folder + "/" + path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        try await body(folder)
    }

    @Test func `Pages, assets and the contract are served, and nothing beside them`() async throws {
        try await StaticFilesTests.withShare { folder in
            try await TestServer.run(assets: folder) { server in
                let cases: [(path: String, status: Int, text: String?)] = [
                    ("/", 200, "<p>landing</p>"), ("/index.html", 200, "<p>landing</p>"), ("/dashboard/", 200, "<p>dashboard</p>"),
                    ("/dashboard/accounts/7", 200, "<p>dashboard</p>"), ("/dashboard/assets/main-ABCDEFGH.js", 200, "js"),
                    ("/dashboard/assets/gone.js", 404, nil), ("/api/v1/openapi.json", 200, "{}"), ("/secret.txt", 404, nil),
                    ("/../secret.txt", 404, nil), ("/dashboard/../../secret.txt", 404, nil), ("/%2e%2e/secret.txt", 404, nil),
                    ("/dashboard/..%2f..%2fsecret.txt", 404, nil), ("/index.html.gz", 404, nil), ("//", 404, nil),
                ]
                for (path, status, text) in cases {
                    let answer = try await server.client.get(path)
                    #expect(answer.status == status, "\(path)")
                    if let text { #expect(answer.text == text) }
                }
                let moved = try await server.client.get("/dashboard")
                #expect(moved.status == 308 && moved["location"] == "/dashboard/")
                #expect(try await server.client.send("POST", "/", body: []).status == 405)
            }
        }
    }

    @Test func `The form that a client takes is sent, with a tag of its own`() async throws {
        try await StaticFilesTests.withShare { folder in
            try await TestServer.run(assets: folder) { server in
                func get(_ accept: String?, _ tag: String? = nil) async throws -> TestAnswer {
                    let headers = (accept.map { [("Accept-Encoding", $0)] } ?? []) + (tag.map { [("If-None-Match", $0)] } ?? [])
                    return try await server.client.get("/", headers: headers)
                }
                let (plain, gzip, brotli) = (try await get(nil), try await get("gzip"), try await get("gzip, br;q=0.9"))
                #expect(plain.text == "<p>landing</p>" && plain["content-encoding"] == nil)
                #expect(gzip.text == "GZ" && gzip["content-encoding"] == "gzip")
                #expect(brotli.text == "BR" && brotli["content-encoding"] == "br")
                #expect(Set([plain["etag"], gzip["etag"], brotli["etag"]]).count == 3)
                #expect(brotli["vary"] == "Accept-Encoding")
                #expect(brotli["content-security-policy"] == SecurityFields.pagePolicy)
                #expect(brotli["cache-control"] == "no-cache")
                let again = try await get("br", brotli["etag"])
                #expect(again.status == 304 && again.body.isEmpty)
                #expect(try await get("br", "W/" + (brotli["etag"] ?? "")).status == 304)
                #expect(try await get("gzip", brotli["etag"]).status == 200)
                let asset = try await server.client.get("/dashboard/assets/main-ABCDEFGH.js")
                #expect(asset["cache-control"] == "public, max-age=31536000, immutable")
                #expect(asset["content-type"] == "text/javascript; charset=utf-8")
            }
        }
    }

    @Test func `Whoever was led here by a page of another site is sent no compressed form`() async throws {
        try await StaticFilesTests.withShare { folder in
            try await TestServer.run(assets: folder) { server in
                let own = "http://127.0.0.1:\(server.port)/dashboard/"
                for (referrer, encoding) in [(own, "br"), ("https://evil.example/", nil), ("https://127.0.0.1.evil.example/", nil), ("x", nil)] {
                    let answer = try await server.client.get("/", headers: [("Accept-Encoding", "br"), ("Referer", referrer)])
                    #expect(answer.status == 200 && answer["content-encoding"] == encoding, "\(referrer)")
                }
            }
        }
    }

    @Test func `Encodings that a client refuses are not sent`() {
        #expect(AcceptedEncodings("gzip;q=0, br;q=0.000") == AcceptedEncodings(nil))
        #expect(AcceptedEncodings("GZIP ; q=1").gzip)
        #expect(!AcceptedEncodings("deflate, *").brotli)
    }

    @Test(arguments: ["assets/main-ABCDEFGH.js", "site-1A2B3C4D.css", "chunk-Q2W3E4R5.js.map"])
    func `Names with a hash are known`(_ name: String) { #expect(StaticFiles.isHashed(name)) }

    @Test(arguments: ["index.html", "assets/flow-narrow.svg", "a-narrower.svg", "12345678.js", "assets/flow-dark.svg"])
    func `Names without a hash are not taken for such`(_ name: String) { #expect(!StaticFiles.isHashed(name)) }
}
