import Brokerage
import Testing

@testable import Risk

struct IdentityTests {
    private func isClose(_ value: Double, _ wanted: Double) -> Bool { abs(value - wanted) < 5e-4 }

    private func session(_ address: String, device: String? = nil) -> ClientSession {
        ClientSession(login: 1, time: Bench.time(0), address: address, device: device)
    }

    @Test func signsThatDoNotDependOnEachOtherCombine() { #expect(isClose(IdentityEdge.combined([0.9, 0.85, 0.5]), 0.9925)) }

    @Test(arguments: [(2, 0.505), (50, 0.141)])
    func anAddressSaysLessTheMoreHaveIt(_ degree: Int, _ weight: Double) {
        #expect(isClose(IdentityEdge.weight(.address, degree: degree), weight))
        #expect(isClose(IdentityEdge.weight(.network, degree: degree), weight / 2))
    }

    @Test func aDeviceAndAPaymentTieTwoAccounts() {
        var bench = Bench()
        let (first, second) = (bench.account(1), bench.account(2))
        bench.engine.apply(session("8.8.4.4", device: "A1B2C3D4"), account: first)
        bench.engine.apply(session("9.9.9.9", device: "A1B2C3D4"), account: second)
        bench.engine.refreshLinks()
        let links = bench.engine.links(of: first)
        #expect(links.map(\.account) == [second] && links.map(\.kind) == [.identity] && links.first?.isProven == true)
        #expect(isClose(links.first?.similarity ?? 0, 0.9))
        for account in [first, second] {
            bench.engine.apply(
                Transfer(login: 1, time: Bench.time(0), method: "card", amount: Money(100), reference: "4111-9876"), account: account)
        }
        bench.engine.refreshLinks()
        #expect(isClose(bench.engine.links(of: first).first?.similarity ?? 0, 0.985))
        #expect(bench.engine.groups(.identity) == [[1, 2]])
    }

    @Test func nobodyIsAccusedByAnAddressAlone() {
        var bench = Bench()
        let (first, second) = (bench.account(1), bench.account(2))
        for account in [first, second] { bench.engine.apply(session("8.8.4.4"), account: account) }
        bench.engine.refreshLinks()
        #expect(bench.engine.links(of: first).map(\.isProven) == [false])
        #expect(bench.engine.clusters() == [])
    }

    @Test func aHouseholdBehindOneAddressWithOneIntroducerIsNotOnePerson() {
        var bench = Bench()
        for id in 1...3 as ClosedRange<Int64> {
            let account = bench.account(id) { $0.introducer = "7001" }
            bench.engine.apply(session("8.8.4.4", device: "device-\(id)"), account: account)
        }
        bench.engine.refreshLinks()
        #expect(bench.engine.clusters() == [])
    }

    @Test func whatVeryManyShareIsNothing() {
        var bench = Bench()
        for id in 1...40 as ClosedRange<Int64> {
            let account = bench.account(id)
            bench.engine.apply(session("8.8.4.4", device: "Windows"), account: account)
        }
        bench.engine.refreshLinks()
        #expect(bench.engine.links(of: AccountID(1)) == [] && bench.engine.clusters() == [])
    }

    @Test func privateNetworksAreEverybodys() {
        for address in ["10.0.0.1", "192.168.1.5", "172.20.3.4", "127.0.0.1", "169.254.1.1", "::1", "fe80::1", "", "300.1.1.1", "nonsense"] {
            #expect(IdentityToken.addresses(address).isEmpty)
        }
        #expect(IdentityToken.addresses("172.32.0.1").count == 2)
        #expect(IdentityToken.addresses("2A01:4f8::1") == IdentityToken.addresses("2a01:4F8::1"))
    }

    @Test func aMailboxIsKnownByItsStem() {
        let stem = IdentityToken.mailbox("maria.rossi@example.com")
        #expect(stem != nil)
        for email in ["Maria.Rossi+fx@example.com", "mariarossi77@example.com"] { #expect(IdentityToken.mailbox(email) == stem) }
        #expect(stem != IdentityToken.mailbox("maria.rossi@example.org"))
        for email in ["", "info@example.com", "support@example.com", "@", "a@b@c", "12345@example.com"] {
            #expect(IdentityToken.mailbox(email) == nil)
        }
    }

    @Test func whatIsStatedAnewReplacesWhatWasStated() {
        var bench = Bench()
        let first = bench.account(1) { $0.email = "maria.rossi@example.com" }
        let second = bench.account(2) { $0.email = "maria.rossi1@example.com" }
        #expect(isClose(bench.engine.links(of: first).first?.similarity ?? 0, 0.6))
        bench.account(2) { $0.email = "john.smith@example.com" }
        #expect(bench.engine.links(of: first) == [] && bench.engine.links(of: second) == [])
    }

    @Test func theOrderInWhichItIsLearnedDoesNotMatter() {
        var dice = Dice(seed: 5)
        var tokens: [(IdentityToken, Int)] = []
        for _ in 0..<400 {
            let kind = IdentityToken.Kind.allCases[dice.below(IdentityToken.Kind.allCases.count)]
            if let token = IdentityToken(kind, "token-\(dice.below(30))") { tokens.append((token, dice.below(12))) }
        }
        func book(_ tokens: [(IdentityToken, Int)]) -> [String] {
            var book = IdentityBook()
            for (token, account) in tokens { book.add(token, to: account) }
            return (0..<12).flatMap { account in book.edges(of: account).map { "\(account) \($0.other) \($0.edge.probability) \($0.edge.kinds)" } }
        }
        let forward = book(tokens)
        #expect(!forward.isEmpty && forward == book(tokens.reversed()))
        #expect(forward == book(tokens.sorted { $0.1 < $1.1 }))
    }

    @Test func anAccountOfABlockedClientIsSaidAtOnce() {
        var bench = Bench()
        let blocked = bench.account(1) { $0.status = "blocked" }
        let fresh = bench.account(2)
        let other = bench.account(3)
        for account in [blocked, fresh] { bench.engine.apply(session("8.8.4.4", device: "A1B2C3D4"), account: account) }
        bench.engine.apply(session("8.8.4.4"), account: other)
        bench.engine.refreshLinks()
        let alerts = bench.settle(1).alerts.filter { $0.rule == "LK3" }
        #expect(alerts.map(\.account) == [fresh] && alerts.map(\.severity) == [.critical])
        #expect(alerts.first?.evidence.first?.value == "1001")
    }
}
