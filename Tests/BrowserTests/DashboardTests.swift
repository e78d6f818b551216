import ApplianceDriver
import Foundation
import JSON
import Testing

@Suite(.serialized, .timeLimit(.minutes(4))) struct DashboardTests {
    @Test func `After sign-in a number on the overview changes by itself`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let figures = "[...document.querySelectorAll('.house-value')].map(e => e.title).join('|')"
            let before: String = try await eventually("figures of the house") {
                let text = try await page.browser.evaluate(figures).string ?? ""
                return text.contains(where: \.isNumber) ? text : nil
            }
            try await eventually("a change of the figures", within: .seconds(60), seen: { before }) {
                try await page.browser.evaluate(figures).string != before
            }
            #expect(try await page.browser.evaluate("document.documentElement.dataset.live").string == "live")
        }
    }

    @Test func `An account's page shows reasons whose points add up to its score`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let (id, _) = try await page.suspect()
            try await page.go("/accounts/\(id)")
            _ = try await page.browser.await(".waterfall .step button")
            let sum = try await page.browser.evaluate(
                """
                (() => {
                    const number = text => parseFloat(text.replace('\\u2212', '-').replace(/[^0-9.+-]/g, ''));
                    const points = [...document.querySelectorAll('.step-points')].map(e => number(e.textContent));
                    const stated = document.querySelector('.sum strong');
                    return { points: points.length, sum: points.reduce((a, b) => a + b, 0), score: stated ? number(stated.textContent) : null };
                })()
                """)
            #expect((sum["points"]?.integer ?? 0) >= 2)
            let (total, score) = (try #require(sum["sum"]?.double), try #require(sum["score"]?.double))
            // Each point is shown with two decimals.
            #expect(abs(total - score) <= 0.5 + 0.005 * (sum["points"]?.double ?? 0), "\(total) and \(score)")

            try await page.browser.click(try await page.browser.await(".waterfall .step button"))
            let reason = try await page.browser.text(try await page.browser.await(".reason"))
            #expect(reason.contains("p-value") && reason.contains("innocent"), "\(reason)")
        }
    }

    @Test func `Every section opens by the keyboard, and help lists the keys`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            for (key, place, heading) in [
                ("a", "/accounts", "Accounts"), ("k", "/clusters", "Clusters"), ("e", "/exposure", "Exposure"), ("r", "/risk", "Risk"),
                ("l", "/alerts", "Alerts"), ("f", "/feed", "Feed incidents"), ("m", "/model", "Model card"), ("c", "/connections", "Connections"),
                ("p", "/people", "People"), ("i", "/api-keys", "API keys"), ("t", "/audit", "Audit trail"), ("n", "/tenant", "Tenant & plan"),
                ("s", "/profile", "Profile & security"), ("o", "/overview", "Overview"),
            ] {
                try await page.browser.press("g\(key)")
                try await eventually("\(place)") { try await page.browser.address().hasSuffix("#\(place)") }
                try await eventually("the heading \(heading)") {
                    try await page.browser.evaluate("document.querySelector('#content h1')?.textContent ?? ''").string?.contains(heading) == true
                }
                let here = try await page.browser.evaluate("document.querySelector('[aria-current=page]').textContent").string
                #expect(here?.contains(heading) == true)
            }
            try await page.browser.press("?")
            let help = try await page.browser.text(try await page.browser.await("dialog[open]"))
            #expect(help.contains("Acknowledge"))
            try await page.browser.press("\u{E00C}")
            try await eventually("the end of the help") { try await page.browser.find("dialog[open]") == nil }
        }
    }

    @Test func `An alert is chosen and acknowledged by the keyboard alone`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let client = try page.client
            try await eventually("an open alert", within: .seconds(90)) { try await !client.readAll("/api/v1/alerts?state=open").isEmpty }
            try await page.browser.press("gl")
            _ = try await page.browser.await(".inbox-row")
            try await page.browser.press("j")
            _ = try await page.browser.await(".inbox-row.is-selected")
            try await page.browser.press("a")
            try await eventually("the acknowledgement") { try await !client.readAll("/api/v1/alerts?state=acknowledged").isEmpty }
        }
    }

    @Test(arguments: ["light", "dark"])
    func `The page follows the system's theme, and its words stand out from its ground`(theme: String) async throws {
        try await DemoInBrowser.run { page in
            try await page.browser.prefer(theme: theme)
            try await page.signIn()
            let luminances = try await page.browser.evaluate(
                """
                ((part) => {
                    const light = (color) => {
                        const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3)
                            .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                    };
                    const style = getComputedStyle(part);
                    return { words: light(style.color), ground: light(style.backgroundColor) };
                })(document.body)
                """)
            let (words, ground) = (try #require(luminances["words"]?.double), try #require(luminances["ground"]?.double))
            #expect((ground > words) == (theme == "light"))
            // WCAG 2.2, 1.4.3.
            #expect((max(words, ground) + 0.05) / (min(words, ground) + 0.05) >= 4.5)
        }
    }

    @Test func `At 390 pixels no page scrolls sideways`() async throws {
        try await DemoInBrowser.run { page in
            try await page.browser.emulate(width: 390, height: 844)
            try await page.browser.open(page.url + "/")
            #expect(try await page.excess() <= 0, "landing page")
            try await page.signIn()
            let (id, _) = try await page.suspect()
            let places = [
                "/overview", "/accounts", "/accounts/\(id)", "/clusters", "/exposure", "/risk", "/risk?view=stress", "/risk?view=cascade",
                "/risk?view=result", "/risk?view=coverage", "/risk?view=execution", "/alerts", "/feed", "/model", "/connections", "/people", "/api-keys",
                "/audit", "/tenant", "/profile",
            ]
            for place in places {
                try await page.go(place)
                _ = try await page.browser.await("#content h1")
                try await eventually("a page without skeletons at \(place)") { try await page.browser.find("#content .skeleton") == nil }
                #expect(try await page.excess() <= 0, "\(place)")
            }
        }
    }

    @Test func `The landing page tells the plans without a script, and leads to the sign-in`() async throws {
        try await DemoInBrowser.run { page in
            try await page.browser.open(page.url + "/")
            let text = try await page.browser.text(try await page.browser.await("body"))
            for words in ["$199", "$499", "$999", "100", "1,000"] { #expect(text.contains(words), "\(words)") }
            #expect(try await page.browser.evaluate("document.scripts.length").integer == 0)
            #expect(try await page.browser.find("a[href^='/dashboard']") != nil)
        }
    }

    @Test func `A wrong password is told on the page, and nothing of the desk is shown`() async throws {
        try await DemoInBrowser.run { page in
            try await page.browser.open(page.url + "/dashboard/")
            for (field, text) in [("tenant", "demo"), ("email", "owner@demo.example"), ("password", "not the password")] {
                try await page.browser.type(text, into: try await page.browser.await("input[name=\(field)]"))
            }
            try await page.browser.click(try await page.browser.await("form button[type=submit]"))
            try await eventually("the refusal") {
                try await page.browser.evaluate("document.getElementById('sign-in-summary')?.textContent ?? ''").string?.contains("wrong") == true
            }
            #expect(try await page.browser.find(".house-value") == nil)
            // The browser itself notes the 401 in its console; that is no fault of the page.
            _ = try await page.browser.console()
        }
    }
}

extension DemoInBrowser {
    /// CSS pixels by which the page is wider than the window.
    func excess() async throws -> Int64 {
        try await browser.evaluate("document.documentElement.scrollWidth - window.innerWidth").integer ?? .max
    }
}
