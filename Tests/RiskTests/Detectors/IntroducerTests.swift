import Brokerage
import Testing

@testable import Risk

struct IntroducerTests {
    /// A client who trades every hour and pays more than half of his deposit in commission.
    private func churn(_ account: AccountID, commission: String, in bench: inout Bench) {
        bench.pay(account, "1000")
        for index in 0..<100 {
            let time = Double(index) * 3600 + 10
            let position = bench.trade(account, .buy, "1", "EURUSD", "1", seconds: time) { $0.commission = Money(commission) ?? .zero }
            bench.trade(account, .sell, "1", "EURUSD", "1", position: position, entry: .out, profit: index % 2 == 0 ? "4" : "-4", seconds: time + 120)
        }
    }

    @Test func threeClientsWhoChurnMakeTheirIntroducerSuspicious() throws {
        var bench = Bench()
        let accounts = (1...5).map { id in bench.account(Int64(id)) { $0.introducer = id <= 4 ? "ib-7" : "ib-9" } }
        for (index, account) in accounts.enumerated() { churn(account, commission: index == 3 ? "-1" : "-7", in: &bench) }
        let alerts = bench.settle(400_000).alerts.filter { $0.rule == "AB3" }
        #expect(Set(alerts.compactMap(\.account)) == Set([accounts[0], accounts[1], accounts[2], accounts[4]]))
        let rows = bench.engine.introducers()
        #expect(rows.map(\.introducer) == ["ib-7", "ib-9"])
        let first = try #require(rows.first)
        #expect(first.isSuspicious && first.churning == Array(accounts.prefix(3)) && first.clients == 4)
        #expect(abs(first.costsUSD - 2200) < 0.5 && abs(first.depositsUSD - 4000) < 0.5)
        #expect(rows.last?.isSuspicious == false)
    }
}
