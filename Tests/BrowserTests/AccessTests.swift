import ApplianceDriver
import Foundation
import JSON
import Testing

/// How people and programs get in, and are put out again, through the pages.
@Suite(.serialized, .timeLimit(.minutes(4))) struct AccessTests {
    @Test func `An invited person chooses a password, turns on 2FA, and signs in with a code and with a recovery code`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let link = try await page.invite("ann@demo.example", name: "Ann Frost", role: "dealer")
            try await WebDriver.lend { browser in
                try await browser.open(link)
                try await browser.fill("password", Ann.password)
                try await browser.click(button: "Join")
                _ = try await browser.await(".head-tenant")

                let (secret, codes) = try await browser.turnOnTwoFactor(password: Ann.password)
                #expect(Set(codes).count == 10)

                try await browser.signOutAndIn(Ann.password)
                // The code of this half-minute has been used to turn it on; one step ahead is allowed.
                try await browser.fill("otp", try await browser.code(of: secret, ahead: 1))
                try await browser.click(button: "Sign in")
                _ = try await browser.await(".head-tenant")

                let recovery = try #require(codes.first)
                try await browser.signOutAndIn(Ann.password)
                try await browser.click(button: "Use a recovery code")
                try await browser.fill("otp", recovery)
                try await browser.click(button: "Sign in")
                _ = try await browser.await(".head-tenant")

                try await browser.signOutAndIn(Ann.password)
                try await browser.click(button: "Use a recovery code")
                try await browser.fill("otp", recovery)
                try await browser.click(button: "Sign in")
                _ = try await browser.await("#sign-in-summary")
                #expect(try await browser.find(".head-tenant") == nil, "a recovery code works once")
            }
            try await page.go("/overview")
            try await page.go("/people")
            // Person, email, role, state, 2FA, last sign-in.
            let row = "[...document.querySelectorAll('tbody tr')].find(r => r.textContent.includes('Ann Frost'))"
            try await eventually("Ann's state") {
                let cells = try await page.browser.evaluate("[...(\(row)?.children ?? [])].map(cell => cell.textContent)").elements ?? []
                return cells.count == 6 && cells[3].string == "Active" && cells[4].string == "on"
            }
        }
    }

    @Test func `An invitation is good for one person`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let link = try await page.invite("bob@demo.example", name: "Bob", role: "analyst")
            try await WebDriver.lend { browser in
                try await browser.open(link)
                try await browser.fill("password", Ann.password)
                try await browser.click(button: "Join")
                _ = try await browser.await(".head-tenant")
                // What an analyst may not do is not offered.
                #expect(try await browser.find("a[href='#/people']") == nil)
                #expect(try await browser.find("a[href='#/audit']") == nil)
            }
            try await WebDriver.lend { browser in
                try await browser.open(link)
                _ = try await browser.await(".state-error")
                #expect(try await browser.find("[name=password]") == nil)
            }
        }
    }

    @Test func `A key is shown once, does what it may and no more, and nothing once it is revoked`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            try await page.go("/api-keys")
            try await page.browser.click(button: "Make a key")
            try await page.browser.fill("name", "Ledger")
            try await page.browser.click(button: "Make the key")
            let token = try await page.text(".once-text")
            let program = HTTPClient(port: try page.client.port, token: token)
            #expect(try await program.get("/api/v1/accounts").status == 200)
            #expect(try await program.post("/api/v1/connections", json: #"{"platform":"push","name":"X"}"#).status == 403)
            try await page.browser.click(button: "I have stored it")
            #expect(try await page.browser.evaluate("document.body.textContent").string?.contains(token) == false)

            try await page.browser.click(try await page.browser.await("[aria-label='Revoke Ledger']"))
            try await page.browser.type("Ledger", into: try await page.browser.await("#confirm-typed"))
            try await page.browser.click(button: "Revoke it")
            try await eventually("the end of the key") { try await program.get("/api/v1/accounts").status == 401 }
            try await eventually("a list without it") { try await page.browser.find("[aria-label='Revoke Ledger']") == nil }
        }
    }

    @Test func `The audit trail shows what was changed, before and after, and verifies`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            _ = try await page.invite("carl@demo.example", name: "Carl", role: "analyst")
            let client = try await page.owner()
            let carl = try #require(try await client.readAll("/api/v1/users").first { $0["name"]?.string == "Carl" }?["id"]?.integer)
            try await page.go("/people?id=\(carl)")
            try await page.browser.click(try await page.browser.await("#person-role option[value=auditor]"))
            try await page.browser.click(button: "Save")
            try await eventually("the change") { try await client.read("/api/v1/users/\(carl)")["role"]?.string == "auditor" }

            try await page.go("/audit?action=user.change")
            try await page.browser.click(try await page.browser.await(".trail-line"))
            let change = try await page.text(".changes")
            #expect(change.contains("analyst") && change.contains("auditor"), "\(change)")
            #expect(try await page.text(".trail-line").contains("carl@demo.example"))

            try await page.browser.click(button: "Verify")
            #expect(try await page.text(".notice-done").contains("whole"))
        }
    }

    @Test func `Ending a sign-in signs the other browser out`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            try await WebDriver.lend { other in
                try await page.signIn(other)
                try await page.go("/profile")
                let end = try await page.browser.await("[aria-label^='End the sign-in of']")
                try await page.browser.click(end)
                _ = try await other.await("#sign-in-password", within: .seconds(30))
                #expect(try await other.find(".head-tenant") == nil)
            }
            #expect(try await page.browser.find("#sign-in-password") == nil, "the browser that ended it stays")
        }
    }
}

/// Someone who is invited.
private enum Ann { static let password = "seven herons over slate water" }

extension DemoInBrowser {
    /// Invites a person on the page. - Returns: the link.
    fileprivate func invite(_ email: String, name: String, role: String) async throws -> String {
        try await go("/people")
        try await browser.click(button: "Invite a person")
        try await browser.fill("email", email)
        try await browser.fill("name", name)
        try await browser.click(try await browser.await("#invite-role option[value=\(role)]"))
        try await browser.click(button: "Make the link")
        let link = try await text(".once-text")
        try await browser.click(button: "Done")
        return link
    }
}

extension WebDriver {
    /// Turns two-factor authentication on. - Returns: the secret and the recovery codes.
    fileprivate func turnOnTwoFactor(password: String) async throws -> (secret: String, codes: [String]) {
        _ = try await evaluate("location.hash = '#/profile'")
        try await click(button: "Set it up")
        let dialog = "dialog[open] "
        try await type(password, into: try await self.await(dialog + "[name=password]"))
        try await click(button: "Go on")
        let secret = try await text(try await self.await(dialog + ".code-line code")).filter { $0 != " " }
        try await type(try await code(of: secret, ahead: 0), into: try await self.await(dialog + "[name=code]"))
        try await click(button: "Turn it on")
        _ = try await self.await(dialog + ".recovery-codes")
        let codes = try await evaluate("[...document.querySelectorAll('.recovery-codes li')].map(e => e.textContent)").elements ?? []
        try await click(button: "I have stored them")
        return (secret, codes.compactMap(\.string))
    }

    /// Signs out and in again as the same person, up to the second factor. Tenant and email are typed again, the tenant is remembered.
    fileprivate func signOutAndIn(_ password: String) async throws {
        if try await find("[aria-label='Sign out']") != nil { try await click(try await self.await("[aria-label='Sign out']")) }
        if try await find("[name=otp]") != nil { try await click(button: "Someone else") }
        try await fill("email", "ann@demo.example")
        try await fill("password", password)
        try await click(button: "Sign in")
        _ = try await self.await("[name=otp]")
    }

    /// The code that an authenticator app shows (RFC 6238), so many half-minutes ahead, worked out by the browser's own cryptography.
    fileprivate func code(of secret: String, ahead: Int) async throws -> String {
        let code = try await evaluate(
            """
            (async () => {
                const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
                const bits = [...'\(secret)'].map(c => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
                const key = Uint8Array.from(bits.match(/.{8}/g), byte => parseInt(byte, 2));
                const count = new DataView(new ArrayBuffer(8));
                count.setBigUint64(0, BigInt(Math.floor(Date.now() / 30000) + \(ahead)));
                const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
                const digest = new DataView(await crypto.subtle.sign('HMAC', hmac, count.buffer));
                const number = digest.getUint32(digest.getUint8(19) & 15) & 0x7fffffff;
                return String(number % 1000000).padStart(6, '0');
            })()
            """)
        return try #require(code.string)
    }
}
