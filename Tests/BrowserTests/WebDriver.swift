import ApplianceDriver
import Foundation
import JSON

/// A session of a real browser, driven by the WebDriver protocol (W3C, level 2).
struct WebDriver {
    /// What the driver answered instead of doing it.
    struct Failure: Error, CustomStringConvertible { var description: String }

    /// An element of the page.
    struct Element: Sendable {
        static let key = "element-6066-11e4-a52e-4f735466cecf"
        var id: String
    }

    private let process: ChildProcess
    private let client: HTTPClient
    private let session: String
    private let home: TemporaryFolder

    /// Starts chromedriver and a browser window.
    static func start(width: Int = 1440, height: Int = 900) async throws -> WebDriver {
        let home = try TemporaryFolder()
        let process = try ChildProcess("chromedriver", ["--port=0"])
        let port: Int = try await eventually("the browser driver's start", seen: { process.output + process.errors }) {
            if let ending = process.ended { throw Failure(description: "\(ending): \(process.errors)") }
            return process.output.firstMatch(of: #/started successfully on port (\d+)/#).flatMap { Int($0.output.1) }
        }
        let client = HTTPClient(port: port)
        let answer = try await client.post("/session", json: capabilities(width, height, home.path))
        guard answer.status == 200, let session = try answer.json["value"]?["sessionId"]?.string else { throw Failure(description: answer.text) }
        return WebDriver(process: process, client: client, session: session, home: home)
    }

    private init(process: ChildProcess, client: HTTPClient, session: String, home: TemporaryFolder) {
        (self.process, self.client, self.session, self.home) = (process, client, session, home)
    }

    /// As root a browser runs without its sandbox, or not at all.
    private static func capabilities(_ width: Int, _ height: Int, _ home: String) -> String {
        let size = "--window-size=\(width),\(height)"
        let arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", size, "--user-data-dir=\(home)/profile"]
            + (geteuid() == 0 ? ["--no-sandbox"] : [])
        let list = arguments.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:loggingPrefs":{"browser":"ALL"},"#
            + #""goog:chromeOptions":{"args":[\#(list)]}}}}"#
    }

    /// Ends the session and with it the browser.
    func quit() async throws { _ = try await value("DELETE", "") }

    // MARK: Pages

    func open(_ url: String) async throws { _ = try await post("/url", ["url": url]) }
    func address() async throws -> String { try await value("GET", "/url").string ?? "" }

    /// What the browser's console has said since it was last asked, as `LEVEL text`.
    func console() async throws -> [String] {
        let entries = try await post("/se/log", ["type": "browser"]).elements ?? []
        return entries.map { "\($0["level"]?.string ?? "") \($0["message"]?.string ?? "")" }
    }

    /// Lays the page out as on a screen of another size, telephones included.
    func emulate(width: Int, height: Int) async throws {
        let screen = #"{"width":\#(width),"height":\#(height),"deviceScaleFactor":2,"mobile":true}"#
        _ = try await post("/goog/cdp/execute", raw: #"{"cmd":"Emulation.setDeviceMetricsOverride","params":\#(screen)}"#)
    }

    /// Says to pages that the person prefers a `light` or a `dark` theme.
    func prefer(theme: String) async throws {
        let features = #"[{"name":"prefers-color-scheme","value":"\#(theme)"}]"#
        _ = try await post("/goog/cdp/execute", raw: #"{"cmd":"Emulation.setEmulatedMedia","params":{"features":\#(features)}}"#)
    }

    /// The value of an expression in the page.
    func evaluate(_ expression: String) async throws -> JSONValue {
        try await post("/execute/sync", raw: "{\"script\":\(Self.quoted("return (\(expression));")),\"args\":[]}")
    }

    // MARK: Elements

    func find(_ selector: String) async throws -> Element? { try await find(using: "css selector", selector) }

    private func find(using strategy: String, _ value: String) async throws -> Element? {
        let found = try await post("/elements", ["using": strategy, "value": value]).elements ?? []
        return found.first?[Element.key]?.string.map { Element(id: $0) }
    }

    /// Waits for the button with these words that can be pressed, and presses it. The topmost layer goes before what lies below.
    func click(button words: String) async throws {
        let button = "//button[normalize-space()='\(words)' and not(@disabled)]"
        let element: Element = try await eventually("the button \(words)") {
            if let inLayer = try await find(using: "xpath", "(//dialog[@open])[last()]" + button) { return inLayer }
            return try await find("dialog[open]") == nil ? try await find(using: "xpath", button) : nil
        }
        try await click(element)
    }

    /// Types into the field with a name, in place of what stands there.
    func fill(_ name: String, _ text: String) async throws {
        let field = try await self.await("[name=\(name)]")
        try await clear(field)
        try await type(text, into: field)
    }

    private func clear(_ element: Element) async throws { _ = try await post("/element/\(element.id)/clear", [:]) }

    /// Waits for an element.
    func await(_ selector: String, within limit: Duration = .seconds(30)) async throws -> Element {
        try await eventually("\(selector) on the page", within: limit) { try await find(selector) }
    }

    func click(_ element: Element) async throws { _ = try await post("/element/\(element.id)/click", [:]) }
    func type(_ text: String, into element: Element) async throws { _ = try await post("/element/\(element.id)/value", ["text": text]) }
    func text(_ element: Element) async throws -> String { try await value("GET", "/element/\(element.id)/text").string ?? "" }

    /// Presses and releases keys one after the other, wherever the focus is.
    func press(_ keys: String) async throws {
        let actions = keys.flatMap { key in
            ["keyDown", "keyUp"].map { "{\"type\":\"\($0)\",\"value\":\(Self.quoted(String(key)))}" }
        }
        _ = try await post("/actions", raw: #"{"actions":[{"type":"key","id":"keys","actions":[\#(actions.joined(separator: ","))]}]}"#)
    }

    // MARK: Wire

    private func post(_ path: String, _ members: [String: String]) async throws -> JSONValue {
        try await post(path, raw: "{" + members.map { "\(Self.quoted($0)):\(Self.quoted($1))" }.joined(separator: ",") + "}")
    }

    private func post(_ path: String, raw: String) async throws -> JSONValue { try await value("POST", path, body: raw) }

    private func value(_ method: String, _ path: String, body: String? = nil) async throws -> JSONValue {
        let answer = try await client.send(
            method, "/session/\(session)\(path)", headers: ["Content-Type": "application/json"], body: body.map { Array($0.utf8) })
        guard answer.status == 200 else { throw Failure(description: "\(method) \(path): \(answer.text.prefix(400))") }
        return try answer.json["value"] ?? .null
    }

    private static func quoted(_ text: String) -> String { String(decoding: JSONWriter.bytes { $0.string(text) }, as: UTF8.self) }
}
