import Brokerage
import Testing

@testable import Risk

struct PatternRuleTests {
    /// Opens and closes one trade.
    private func trade(
        _ bench: inout Bench, _ account: AccountID, at seconds: Double, hold: Double = 600, price: String = "1.1", profit: String, swap: String = "0",
        symbol: String = "EURUSD"
    ) {
        let position = bench.trade(account, .buy, "1", symbol, price, seconds: seconds)
        bench.trade(account, .sell, "1", symbol, price, position: position, entry: .out, profit: profit, seconds: seconds + hold) {
            $0.swap = Money(swap) ?? .zero
        }
    }

    private func alerts(_ bench: inout Bench, at seconds: Double, _ rule: String) -> [AlertSignal] {
        bench.settle(seconds).alerts.filter { $0.rule == rule }
    }

    @Test func aNewsTraderWhoEarnsIsTold() throws {
        var bench = Bench()
        let (trader, other) = (bench.account(1), bench.account(2))
        for day in 0..<12 {
            let release = Double(day) * 86_400 + Double(day * 1700)
            bench.engine.apply(CalendarEvent(time: Bench.time(release), currency: "USD", impact: "high", title: "Release \(day)"))
        }
        for day in 1..<12 {
            let release = Double(day) * 86_400 + Double(day * 1700)
            trade(&bench, trader, at: release + 5, hold: 60, profit: "80")
            trade(&bench, other, at: release + 3600, hold: 60, profit: "80")
        }
        let told = alerts(&bench, at: 12 * 86_400, "TX5")
        #expect(told.compactMap(\.account) == [trader])
        let reason = try #require(bench.engine.score(of: trader)?.reasons.first { $0.code == "news" })
        #expect(reason.n == 11 && reason.usd == 880 && reason.points > 0)
        #expect(try #require(reason.pValue) < 1e-4)
        #expect(bench.engine.score(of: other)?.reasons.contains { $0.code == "news" } == false)
    }

    @Test func aGridIsToldAtItsThirdBasket() {
        var bench = Bench()
        let account = bench.account(1)
        var told: [Int] = []
        for round in 0..<4 {
            let start = Double(round) * 20_000
            let legs = (0..<5).map { leg in
                bench.trade(account, .buy, "0.1", "EURUSD", ["1.1", "1.098", "1.096", "1.094", "1.092"][leg], seconds: start + Double(leg * 900))
            }
            for leg in legs { bench.trade(account, .sell, "0.1", "EURUSD", "1.097", position: leg, entry: .out, profit: "10", seconds: start + 9000) }
            if !alerts(&bench, at: start + 9001, "ST2").isEmpty { told.append(round) }
        }
        #expect(told == [2])
    }

    @Test func swapsWithoutPriceRiskAreTold() {
        var bench = Bench()
        let (arbitrageur, investor) = (bench.account(1), bench.account(2))
        for week in 0..<6 {
            let start = Double(week) * 7 * 86_400
            trade(&bench, arbitrageur, at: start, hold: 4 * 86_400, profit: "6", swap: "115")
            trade(&bench, investor, at: start + 60, hold: 4 * 86_400, profit: week % 2 == 0 ? "900" : "-890", swap: "115")
        }
        #expect(alerts(&bench, at: 50 * 86_400, "AB2").compactMap(\.account) == [arbitrageur])
    }

    @Test func sharpDealsAreToldInUSD() {
        var bench = Bench()
        let account = bench.account(1)
        for (index, profit) in ["620", "610", "700"].enumerated() { trade(&bench, account, at: Double(index * 1200), profit: profit) }
        #expect(alerts(&bench, at: 9000, "TX9").compactMap(\.account) == [account])
    }

    @Test func aBonusPairIsToldOnceItsLinkIsKnown() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "1000")
        bench.pay(account, "700", action: .bonus, seconds: 60)
        trade(&bench, account, at: 100, hold: 40_000, profit: "900")
        bench.pay(account, "-700", action: .bonus, seconds: 50_000)
        bench.pay(account, "-1900", seconds: 51_000)
        #expect(alerts(&bench, at: 52_000, "AB1").isEmpty)
        bench.engine.accounts[0].links = [
            LinkStanding(
                mirroring: LinkStanding.Mirroring(
                    isHead: true, partner: 2, log10P: -9, matches: 6, cancel: 0.97, isCovered: false, isPartnerStoppedOut: true, text: "", deals: []))
        ]
        bench.engine.accounts[0].history.isUnscored = true
        bench.engine.mark(0)
        let verdict = ClientVerdict(bench.engine.accounts[0], bench.engine.settings, .initial)
        #expect(verdict.patterns.contains(.bonusAbuse) && ScoreTerm.bonusAbuse.logOdds(verdict) > 0)
    }

    @Test func moneyThatPassesThroughIsForTheComplianceOfficer() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "10000")
        bench.trade(account, .buy, "0.3", "EURUSD", "1.087", seconds: 600)
        bench.pay(account, "-9900", seconds: 2 * 86_400)
        let told = alerts(&bench, at: 3 * 86_400, "AB4")
        #expect(told.compactMap(\.account) == [account])
        #expect(abs((told.first?.value ?? 0) - 3.261) < 1e-4)
    }

    @Test(arguments: 1...3)
    func noiseIsNotToldOfByAnyPattern(_ seed: UInt64) {
        var (bench, dice) = (Bench(), Dice(seed: seed))
        let quiet: Set<String> = ["TX5", "ST1", "ST2", "AB1", "AB2", "AB3", "AB4", "TX6"]
        var told: [String] = []
        for id in 1...100 {
            let account = bench.account(Int64(id))
            bench.pay(account, "5000", seconds: -60)
            var time = dice.unit() * 10_000
            for _ in 0..<80 {
                let hold = 60 + dice.unit() * dice.unit() * 50_000
                trade(&bench, account, at: time, hold: hold, profit: "\(Int(dice.normal() * 40) - 2)", symbol: ["EURUSD", "GBPUSD", "USDCAD"][dice.below(3)])
                time += hold + dice.unit() * 40_000
            }
            told += bench.settle(time).alerts.map(\.rule).filter { quiet.contains($0) }
        }
        #expect(told.isEmpty, "\(told)")
    }
}
