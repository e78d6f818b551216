import ApplianceDriver
import Foundation
import JSON
import Testing

/// The pages of the risk engine, read by a browser and held against what the interface says.
@Suite(.serialized, .timeLimit(.minutes(4))) struct RiskPagesTests {
    @Test func `A reason opens exactly the deals that made it`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let (id, score) = try await page.suspect()
            let reasons = (score["reasons"]?.elements ?? []).filter { $0["points"]?.double != 0 }
            let index = try #require(reasons.firstIndex { $0["deals"]?.elements?.isEmpty == false })
            let code = try #require(reasons[index]["code"]?.string)
            try await page.go("/accounts/\(id)")
            try await page.browser.click(try await page.browser.await(".waterfall .step:nth-child(\(index + 2)) button"))
            try await page.browser.click(try await page.browser.await("#reason-\(code) .button"))
            _ = try await page.browser.await("#deals .notice")
            // The score may have moved on since; the address names the deals that the page was told of.
            try await eventually("the table of just these deals") {
                let named = try await page.browser.address().firstMatch(of: #/deals=([0-9%C]+)/#)?.output.1 ?? ""
                let wanted = named.replacing("%2C", with: ",").split(separator: ",").count
                return try await page.count("#deals tbody tr") == wanted && wanted > 0
            }
        }
    }

    @Test func `The markouts of an account change their clock and their sign, as a curve and as a table`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let (id, _) = try await page.suspect()
            let client = try page.client
            for (clock, unit) in [("wall", "s"), ("ticks", "tick"), ("trades", "deal")] {
                let curve = try await client.read("/api/v1/accounts/\(id)/markouts?side=open&clock=\(clock)")
                #expect(curve["clock"]?.string == clock)
                let points = (curve["points"]?.elements ?? []).filter { ($0["n"]?.integer ?? 0) > 0 }
                try await page.go("/accounts/\(id)?as=table&clock=\(clock)")
                guard !points.isEmpty else {
                    try await eventually("the words for no markouts") { try await page.text(".panel[aria-label=Markouts]").contains("No markouts") }
                    continue
                }
                try await eventually("the horizons of \(clock)") {
                    let first = try await page.text(".panel[aria-label=Markouts] tbody th")
                    return first.contains(unit)
                }
            }
        }
    }

    @Test func `The value at risk is told with its parts, which add up, or with the reason why not`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            try await page.go("/risk")
            _ = try await page.browser.await(".tiles .tile-value")
            guard try await page.browser.find(".total") != nil else {
                #expect(try await page.text("#content").contains("too few days"))
                return
            }
            let sum = try await page.browser.evaluate(
                """
                (() => {
                    const number = text => parseFloat(text.replace('\\u2212', '-').replace(/[^0-9.-]/g, ''));
                    const cells = [...document.querySelectorAll('.panel tbody tr')].filter(row => row.querySelector('.both-ways'))
                        .map(row => number(row.cells[3].textContent));
                    const whole = number(document.querySelector('.total').cells[3].textContent);
                    return { parts: cells.reduce((a, b) => a + b, 0), n: cells.length, whole };
                })()
                """)
            let (parts, whole) = (try #require(sum["parts"]?.double), try #require(sum["whole"]?.double))
            // Each part is shown in whole dollars.
            #expect(abs(parts - whole) <= 0.5 * Double(1 + (sum["n"]?.integer ?? 0)), "\(parts) and \(whole)")
        }
    }

    @Test func `A stress scenario is added, calculated and removed by its form, and a bad one refused at its line`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            try await page.go("/risk?view=stress")
            try await page.browser.click(try await page.browser.await(".panel-actions .button-primary"))
            let form = "dialog[open] "
            try await page.browser.click(try await page.browser.await(form + "button[type=submit]"))
            try await eventually("what is missing") { try await page.count(form + "[aria-invalid=true]") >= 2 }
            try await page.browser.type("Euro falls", into: try await page.browser.await("#scenario-name"))
            try await page.browser.type("EURUSD", into: try await page.browser.await("#shock-key-0"))
            try await page.browser.type("-7.5", into: try await page.browser.await(form + "input[inputmode=decimal]"))
            try await page.browser.click(try await page.browser.await(form + "button[type=submit]"))
            try await eventually("the new scenario") { try await page.text("#content").contains("Euro falls") }
            let client = try page.client
            #expect(try await client.read("/api/v1/risk/scenarios")["items"]?.elements?.contains { $0["name"]?.string == "Euro falls" } == true)
            #expect(try await client.read("/api/v1/risk/stress")["items"]?.elements?.contains { $0["scenario"]?.string == "euro_falls" } == true)

            try await page.browser.click(try await page.browser.await("[aria-label='Remove Euro falls']"))
            try await page.browser.click(try await page.browser.await(form + ".button-danger"))
            try await eventually("its end") { try await !page.text("#content").contains("Euro falls") }
        }
    }

    @Test func `Clusters are drawn with every member as a link that the keyboard reaches`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let client = try page.client
            try await page.go("/clusters")
            _ = try await page.browser.await("#content h1")
            let clusters = try await client.read("/api/v1/clusters")["items"]?.elements ?? []
            guard let first = clusters.first else {
                try await eventually("the words for no clusters") { try await page.text("#content").contains("No clusters") }
                return
            }
            let (kind, id) = (try #require(first["kind"]?.string), try #require(first["id"]?.integer))
            let members = try #require(first["members"]?.elements?.count)
            try await page.go("/clusters?id=\(kind)-\(id)")
            try await eventually("a node for each member") { try await page.count(".network-node") == min(members, 40) }
            #expect(try await page.browser.evaluate("[...document.querySelectorAll('.network-node')].every(e => e.tabIndex === 0)").bool == true)
        }
    }

    @Test func `Every view of the risk page tells its figures or says in words why there are none`() async throws {
        try await DemoInBrowser.run { page in
            try await page.signIn()
            let views = ["stress", "cascade", "result", "coverage", "execution"].map { "/risk?view=\($0)" }
            for place in ["/risk"] + views + ["/feed", "/model"] {
                try await page.go(place)
                try await eventually("content at \(place)") {
                    let bare = try await page.browser.find("#content .skeleton, #content .waiting") != nil
                    let told = try await page.browser.find("#content table, #content .state-title") != nil
                    return told && !bare
                }
                let words = try await page.text("#content")
                #expect(try await page.browser.find("#content .state-error") == nil, "\(place): \(words)")
            }
        }
    }
}

extension DemoInBrowser {
    /// The words of the first element found.
    func text(_ selector: String) async throws -> String {
        try await browser.text(try await browser.await(selector))
    }

    /// How many elements the page has of a kind.
    func count(_ selector: String) async throws -> Int {
        Int(try await browser.evaluate("document.querySelectorAll(\"\(selector)\").length").integer ?? 0)
    }
}
