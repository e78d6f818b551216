import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

@Suite struct RiskTablesTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
    }

    @Test func theLaterOfTwoClosesOfADayStands() throws {
        let closes = [("GBPUSD", 20_000, 5), ("EURUSD", 20_001, 3), ("EURUSD", 20_000, 1), ("EURUSD", 20_000, 2)].map {
            StoredClose(symbol: $0.0, day: Int64($0.1), mid: Price($0.2))
        }
        try temporary.file.write { try $0.save(dailyCloses: closes) }
        #expect(try temporary.file.read { try $0.dailyCloses() }.map { "\($0.symbol) \($0.day) \($0.mid)" }
            == ["EURUSD 20000 2", "EURUSD 20001 3", "GBPUSD 20000 5"])
    }

    @Test func anIncidentThatEndsReplacesItself() throws {
        var incident = StoredIncident(
            connection: connection, symbol: "EURUSD", kind: 1, startedAt: noon, endedAt: nil, size: 7.2, deals: 0, houseLoss: 0)
        let other = StoredIncident(
            connection: connection, symbol: "EURUSD", kind: 3, startedAt: noon + .seconds(9), endedAt: noon + .seconds(10), size: 3, deals: 1, houseLoss: -2)
        try temporary.file.write { try $0.save(incidents: [incident, other]) }
        (incident.endedAt, incident.deals, incident.houseLoss) = (noon + .seconds(8), 3, 12.5)
        incident.dealIDs = [DealID(4), DealID(5), DealID(9)]
        try temporary.file.write { try $0.save(incidents: [incident]) }
        #expect(try temporary.file.read { try $0.incidents(limit: 10) } == [incident, other])
        #expect(try temporary.file.read { try $0.incidents(limit: 1) } == [other], "the newest")
    }

    @Test func adviceIsKeptByAccount() throws {
        let account = try temporary.account(1001, on: connection)
        let first = StoredAdvice(account: account, book: nil, since: nil, candidate: .a, days: 2, evaluatedOn: 20_000)
        let second = StoredAdvice(account: account, book: .a, since: 20_001, candidate: nil, days: 0, evaluatedOn: 20_001)
        try temporary.file.write { try $0.save(advice: first) }
        try temporary.file.write { try $0.save(advice: second) }
        #expect(try temporary.file.read { try $0.advice() } == [second])
    }

    @Test func factsBeyondTheHorizonsHaveColumnsOfTheirOwn() throws {
        let account = try temporary.account(1001, on: connection)
        let outcomes = try temporary.file.write { try $0.insert(deals: [(trade(1), account), (trade(2), account)], connection: connection) }
        let ids = outcomes.compactMap { outcome -> DealID? in if case .inserted(let id) = outcome { id } else { nil } }
        let facts = ids.flatMap { id in [0, 19, 20, 39].map { StoredMarkout(deal: id, horizon: $0, mid: Price(units: Int64($0) + id.rawValue)) } }
        try temporary.file.write { try $0.save(markouts: facts) }
        #expect(try temporary.file.read { try $0.markouts(of: account) } == facts)
        #expect(try temporary.file.read { try $0.markouts(after: ids[0]) } == facts.filter { $0.deal == ids[1] })
        #expect(try temporary.file.read { try $0.markouts(of: [ids[1], DealID(404)]) } == facts.filter { $0.deal == ids[1] })
        #expect(throws: TenancyError.self) {
            try temporary.file.write { try $0.save(markouts: [StoredMarkout(deal: ids[0], horizon: 40, mid: .zero)]) }
        }
    }

    @Test func whatCameIsReadBackInTheOrderInWhichItCame() throws {
        let accounts = try [1001, 1002].map { try temporary.account($0, on: connection) }
        let late = ClientSession(login: 1001, time: noon + .seconds(5), address: "10.0.0.1")
        let early = ClientSession(login: 1002, time: noon, address: "10.0.0.2", device: "d")
        let payment = Transfer(login: 1002, time: noon, method: "card", amount: Money(-5), reference: "r")
        let event = CalendarEvent(time: noon, currency: "USD", impact: "high", title: "NFP")
        var fill = ProviderFill(fill: "f", provider: "LP", symbol: "EURUSD", side: .sell, volume: Lots(1), price: Price(2), time: noon)
        (fill.order, fill.deal) = (3, 4)
        try temporary.file.write { writer in
            try writer.insert(session: late, account: accounts[0])
            try writer.insert(session: early, account: accounts[1])
            try writer.insert(transfer: payment, account: accounts[1])
            try writer.save(calendar: event)
            try writer.insert(fill: fill, connection: connection)
            let deals = [(trade(9, at: noon + .seconds(9)), accounts[0]), (trade(8, login: 1002), accounts[1])]
            _ = try writer.insert(deals: deals, connection: connection)
        }
        try temporary.file.read { reader in
            var (sessions, payments, fills, tickets): ([ClientSession], [Transfer], [ProviderFill], [Int64]) = ([], [], [], [])
            try reader.forEachSession { sessions.append($1) }
            try reader.forEachTransfer { payments.append($1) }
            try reader.forEachFill { fills.append($1) }
            try reader.forEachDeal(after: DealID(0)) { account, stored in
                tickets.append(stored.deal.ticket)
                #expect(stored.deal.login == (account == accounts[0] ? 1001 : 1002))
            }
            #expect(sessions == [late, early] && payments == [payment] && fills == [fill] && tickets == [9, 8])
            #expect(try reader.calendar() == [event])
            #expect(try reader.newestDeal() == DealID(2))
            try reader.forEachDeal(after: DealID(1)) { #expect($1.deal.ticket == 8) }
        }
    }
}
