import ApplianceDriver
import Foundation
import JSON
import Testing

/// The demo and a browser that has its dashboard open.
struct DemoInBrowser {
    let browser: WebDriver
    let url: String
    private let demo: ChildProcess
    private let access: JSONValue

    /// Starts both, lends them to `body` and stops them. Whatever was done, the browser's console must have stayed silent.
    static func run(_ body: (DemoInBrowser) async throws -> Void) async throws {
        let arguments = ["demo", "--port", "0", "--accounts", "60", "--days", "5", "--assets", VelesBinary.assets]
        let demo = try ChildProcess(try VelesBinary.path(), arguments)
        let line: Substring = try await eventually("the line of the demo", within: .seconds(60), seen: { demo.errors }) { demo.lines.first }
        let access = try JSONValue(parsing: line.utf8)
        let browser = try await WebDriver.start()
        let page = DemoInBrowser(browser: browser, url: try #require(access["url"]?.string), demo: demo, access: access)
        do {
            try await body(page)
            let complaints = try await browser.console().filter(isComplaint)
            #expect(complaints.isEmpty, "\(complaints)")
        } catch {
            // The failure of the body is the one to tell.
            try? await browser.quit()
            throw error
        }
        try await browser.quit()
        demo.send(SIGTERM)
        #expect(try await demo.end(within: .seconds(10)) == .exit(0))
    }

    /// Before the sign-in the page asks whether there still is a session; that the answer is no, the browser notes by itself.
    private static func isComplaint(_ entry: String) -> Bool {
        let isSessionQuestion = entry.contains("/api/v1/auth/refresh") && entry.contains("401")
        return (entry.hasPrefix("SEVERE") && !isSessionQuestion) || entry.contains("Content Security Policy")
    }

    /// A client of the same server's API.
    var client: HTTPClient {
        get throws {
            HTTPClient(port: try #require(url.split(separator: ":").last.flatMap { Int($0) }), token: access["api_key"]?.string)
        }
    }

    /// A client of the API that is signed in as the owner.
    func owner() async throws -> HTTPClient {
        let body = JSONValue.object(["tenant", "email", "password"].compactMap { name in access[name].map { .init(name: name, value: $0) } })
        let answer = try await HTTPClient(port: try client.port).post(
            "/api/v1/auth/login", json: String(decoding: JSONWriter.bytes { $0.value(body) }, as: UTF8.self))
        return HTTPClient(port: try client.port, token: try #require(try answer.json["access_token"]?.string, "\(answer.text)"))
    }

    /// Signs in through the page with the printed login.
    func signIn() async throws { try await signIn(browser) }

    /// The same in another browser.
    func signIn(_ other: WebDriver) async throws {
        try await other.open(url + "/dashboard/")
        for field in ["tenant", "email", "password"] { try await other.fill(field, try #require(access[field]?.string)) }
        try await other.click(button: "Sign in")
        _ = try await other.await(".house-value")
    }

    /// Goes to a place of the dashboard without loading it anew.
    func go(_ place: String) async throws { _ = try await browser.evaluate("location.hash = '#\(place)'") }

    /// The account with the highest score, once there is one with reasons.
    func suspect() async throws -> (id: Int64, score: JSONValue) {
        let client = try client
        return try await eventually("an account with reasons", within: .seconds(90)) {
            for account in try await client.read("/api/v1/accounts?limit=5&sort=-risk_score")["items"]?.elements ?? [] {
                guard let id = account["id"]?.integer else { continue }
                let score = try await client.read("/api/v1/accounts/\(id)/score")
                if score["reasons"]?.elements?.isEmpty == false { return (id, score) }
            }
            return nil
        }
    }
}
