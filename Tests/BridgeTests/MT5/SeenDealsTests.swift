import Brokerage
import Testing

@testable import Bridge

struct SeenDealsTests {
    private func deal(_ ticket: Int64, at second: Int64, profit: Int = 1) -> Deal {
        var deal = Deal(ticket: ticket, login: 5, action: .balance, time: Timestamp(seconds: second))
        deal.profit = Money(profit)
        return deal
    }

    @Test func letsThroughOnlyWhatIsNewOrChanged() {
        var seen = SeenDeals()
        seen.note([deal(1, at: 10), deal(2, at: 20)])
        let fresh = seen.fresh(in: [deal(1, at: 10), deal(2, at: 20, profit: 2), deal(3, at: 30)])
        #expect(fresh.map(\.ticket) == [2, 3])
    }

    @Test func noticesAChangeInAnyField() {
        var seen = SeenDeals()
        let before = deal(1, at: 10)
        seen.note([before])
        let changes: [@Sendable (inout Deal) -> Void] = [
            { $0.login = 6 }, { $0.order = 1 }, { $0.position = 1 }, { $0.action = .buy }, { $0.entry = .out }, { $0.reason = .dealer },
            { $0.time = Timestamp(seconds: 11) }, { $0.symbol = "EURUSD" }, { $0.volume = Lots(1) }, { $0.price = Price(1) },
            { $0.priceSL = Price(1) }, { $0.priceTP = Price(1) }, { $0.priceRequested = Price(1) }, { $0.priceGateway = Price(1) },
            { $0.marketBid = Price(1) }, { $0.marketAsk = Price(1) }, { $0.profit = Money(9) }, { $0.swap = Money(1) },
            { $0.commission = Money(1) }, { $0.fee = Money(1) }, { $0.expert = 1 }, { $0.comment = "x" }, { $0.platformAction = 9 },
            { $0.modifyFlags = 1 },
        ]
        for change in changes {
            var after = before
            change(&after)
            #expect(seen.fresh(in: [after]).count == 1)
        }
    }

    @Test func namesWhatIsMissingFromASpan() {
        var seen = SeenDeals()
        seen.note([deal(1, at: 10), deal(2, at: 20), deal(3, at: 30)])
        let missing = seen.missing(from: Timestamp(seconds: 10), to: Timestamp(seconds: 20), among: [1])
        #expect(missing.map(\.ticket) == [2])
        seen.forget([2])
        #expect(seen.missing(from: Timestamp(seconds: 10), to: Timestamp(seconds: 20), among: [1]).isEmpty)
    }

    @Test func forgetsTheOldestAndStaysWithinItsBound() {
        var seen = SeenDeals(capacity: 100)
        for ticket in 1...1000 as ClosedRange<Int64> { seen.note([deal(ticket, at: ticket)]) }
        #expect(seen.entries.count <= 100)
        #expect(seen.fresh(in: [deal(1000, at: 1000)]).isEmpty)
    }
}
