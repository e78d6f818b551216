import ApplianceDriver
import Foundation
import JSON
import Testing

/// The first run, from an empty folder to an owner at the desk.
@Suite(.serialized, .timeLimit(.minutes(4))) struct SetupTests {
    @Test func `A server without a tenant is set up by its link, once, and the owner is signed in`() async throws {
        let state = try StateFolder()
        let appliance = try await RunningAppliance.start(in: state)
        let token = try await Token.left(in: state)
        let dashboard = "http://127.0.0.1:\(appliance.port)/dashboard/"
        try await WebDriver.lend { browser in
            try await browser.open(dashboard)
            try await eventually("a word about the set-up") {
                try await browser.evaluate("document.querySelector('.notice')?.textContent ?? ''").string?.contains("setup-token") == true
            }
            try await browser.open(dashboard + "setup#" + token.text)
            try await browser.fill("company", "Äther Märkte")
            #expect(try await browser.evaluate("document.querySelector('[name=slug]').value").string == "ather-markte")
            try await browser.fill("email", "ann@aether.example")
            try await browser.fill("password", "short")
            try await browser.click(button: "Set up")
            _ = try await browser.await("#setup-password-error")
            try await browser.fill("password", "seven herons over slate water")
            try await browser.click(button: "Set up")
            try await eventually("the owner at the desk") {
                try await browser.evaluate("document.querySelector('.head-tenant')?.textContent ?? ''").string == "Äther Märkte"
            }
            #expect(try await browser.address().contains(token.text) == false, "the token does not stay in the address")
        }
        #expect(!FileManager.default.fileExists(atPath: token.path))
        try await WebDriver.lend { browser in
            try await browser.open(dashboard + "setup#" + token.text)
            try await eventually("a page that says it is done") {
                try await browser.evaluate("document.body.textContent").string?.contains("its first company already") == true
            }
        }
        #expect(try await appliance.stop() == .exit(0))
    }

    @Test func `A token that is not good names the command that makes a new one`() async throws {
        let appliance = try await RunningAppliance.start(in: try StateFolder())
        try await WebDriver.lend { browser in
            try await browser.open("http://127.0.0.1:\(appliance.port)/dashboard/setup#not-the-token")
            try await browser.fill("company", "Acme")
            try await browser.fill("email", "ann@acme.example")
            try await browser.fill("password", "seven herons over slate water")
            try await browser.click(button: "Set up")
            let summary = try await browser.text(try await browser.await("#setup-summary"))
            #expect(summary.contains("veles setup-token"), "\(summary)")
            #expect(try await browser.find("[name=token]") != nil, "it can be typed instead")
        }
        #expect(try await appliance.stop() == .exit(0))
    }
}

/// The set-up token that the server has left in its folder.
private struct Token {
    let path: String
    let text: String

    /// It is written a moment after the web server listens.
    static func left(in state: StateFolder) async throws -> Token {
        let path = state.path + "/setup-token"
        let text: String = try await eventually("a set-up token") {
            guard let data = FileManager.default.contents(atPath: path), data.last == UInt8(ascii: "\n") else { return nil }
            return String(decoding: data.dropLast(), as: UTF8.self)
        }
        return Token(path: path, text: text)
    }
}
