import Brokerage
import Testing

@testable import MetaTrader

@Suite struct DealRecordTests {
    private let whole = #"""
        [{"Deal":"1001","ExternalID":"lp-7","Login":"9223372036854775807","Dealer":"0","Order":"2001","Action":"1","Entry":"1","Reason":"3",
        "Digits":"5","DigitsCurrency":"2","ContractSize":"100000.00","Time":"1700000000","TimeMsc":"1700000000123","Symbol":"EURUSD",
        "Price":"1.08765","PriceSL":"1.09000","PriceTP":"0.00000","Volume":"12300","VolumeExt":"123000001","Profit":"-12.34","Storage":"-0.56",
        "Commission":"-7.00","Fee":"-0.10","Value":"0.00","RateProfit":"1.0","RateMargin":"1.0","ExpertID":"77","PositionID":"555",
        "Comment":"[sl 1.09] \u0416\\x","ProfitRaw":"-12.34","PricePosition":"1.0","VolumeClosed":"12300","VolumeClosedExt":"123000001",
        "TickValue":"1","TickSize":"0.00001","Flags":"0","Gateway":"LP","PriceGateway":"1.08764","ModifyFlags":"2","MarketBid":"1.08763",
        "MarketAsk":"1.08766","MarketLast":"0","ApiData":[{"AppID":"1","ID":"2"}]}]
        """#

    @Test func `every field of a deal is read exactly`() throws {
        let list = try read(whole, as: MT5DealRecord.self, clock: ServerClock(standardOffset: 7200))
        #expect(list.faults.isEmpty)
        let deal = try #require(list.records.first)
        var expected = Deal(ticket: 1001, login: .max, action: .sell, time: Timestamp(milliseconds: 1_700_000_000_123 - 7_200_000))
        (expected.order, expected.position, expected.entry, expected.reason) = (2001, 555, .out, .stopLoss)
        (expected.symbol, expected.volume) = ("EURUSD", Lots(units: 123_000_001))
        (expected.price, expected.priceSL) = (Price(units: 108_765_000), Price(units: 109_000_000))
        (expected.profit, expected.swap) = (Money(units: -1_234_000_000), Money(units: -56_000_000))
        (expected.commission, expected.fee) = (Money(-7), Money(units: -10_000_000))
        (expected.priceGateway, expected.marketBid, expected.marketAsk) = (
            Price(units: 108_764_000), Price(units: 108_763_000), Price(units: 108_766_000)
        )
        (expected.expert, expected.comment, expected.platformAction, expected.modifyFlags) = (77, "[sl 1.09] Ж\\x", 1, 2)
        #expect(deal == expected)
    }

    @Test func `bare numbers are read like quoted ones`() throws {
        let deal = #"{"Deal":1,"Login":5,"Action":2,"Time":1700000000,"Profit":0.1,"Volume":0,"Entry":0}"#
        let record = try #require(try read(deal, as: MT5DealRecord.self).records.first)
        #expect(record.profit == Money(units: 10_000_000))
        #expect(record.action == .balance)
        #expect(record.time == Timestamp(seconds: 1_700_000_000))
    }

    @Test(arguments: [
        (Int32(0), DealAction.buy), (1, .sell), (2, .balance), (3, .credit), (4, .charge), (5, .correction), (6, .bonus), (7, .commission),
        (8, .commission), (9, .commission), (10, .agent), (11, .agent), (12, .interest), (13, .other), (14, .other), (15, .dividend),
        (16, .dividend), (17, .tax), (18, .agent), (19, .other), (20, .other), (4711, .other), (-7, .other),
    ])
    func `each action has its word and keeps its number`(number: Int32, action: DealAction) throws {
        let deal = try one(#""Action":"\#(number)""#)
        #expect(deal.action == action)
        #expect(deal.platformAction == number)
    }

    @Test func `a volume without the fine figure is in ten-thousandths of a lot`() throws {
        #expect(try one(#""Action":"0","Volume":"100","VolumeExt":"0""#).volume == Lots(units: 1_000_000))
        #expect(try one(#""Action":"0","Volume":"100""#).volume == Lots(units: 1_000_000))
    }

    @Test func `fine stamps are milliseconds or microseconds by their size`() throws {
        #expect(try one(#""Action":"0","TimeMsc":"1700000000123""#).time == Timestamp(milliseconds: 1_700_000_000_123))
        #expect(try one(#""Action":"0","TimeMsc":"1700000000123456""#).time == Timestamp(microseconds: 1_700_000_000_123_456))
        #expect(try one(#""Action":"0","TimeMsc":"0""#).time == Timestamp(seconds: 1_700_000_000))
    }

    @Test func `an undefined entry is told by whether something was closed`() throws {
        #expect(try one(#""Action":"0","Entry":"255","VolumeClosed":"100""#).entry == .out)
        #expect(try one(#""Action":"0","Entry":"255""#).entry == .in)
        #expect(try one(#""Action":"0","Entry":"2""#).entry == .inOut)
        #expect(try one(#""Action":"0","Entry":"3""#).entry == .outBy)
    }

    @Test func `a bad record is named and leaves the others alone`() throws {
        let json = #"""
            [{"Deal":"1","Login":"5","Action":"0","Time":"1700000000"},
             {"Profit":"12,50","Deal":"2","Login":"5","Action":"0","Time":"1700000000"},
             {"Deal":"3","Login":"5","Action":"0"},
             {"Login":"5","Action":"0","Time":"1700000000"},
             {"Deal":"4","Login":"5","Action":"0","Time":"99999999999999999999"},
             {"Deal":"5","Login":"5","Action":"0","Time":"1700000000","Volume":"9223372036854775807"},
             {"Deal":"6","Login":"5","Action":"0","Time":"1700000000","Price":"1e40"},
             {"Deal":"7","Login":"5","Action":"0","Time":"1700000000","Symbol":["EURUSD"]},
             {"Deal":"8","Login":"5","Action":"0","Time":"-5"},
             null, 5, "x", [], {},
             {"Deal":"9","Login":"5","Action":"0","Time":"1700000000"}]
            """#
        let list = try read(json, as: MT5DealRecord.self)
        #expect(list.records.map(\.ticket) == [1, 9])
        #expect(
            list.faults.map { "\($0.identity) \($0.field)" } == [
                "2 Profit", "3 Time", " Deal", "4 Time", "5 Volume", "6 Price", "7 Symbol", "8 Time", " record", " record", " record", " record",
                " Deal",
            ])
        #expect(list.faults[0].description == "deal 2: Profit is no number in range: 12,50")
    }

    @Test func `fields may come in another order in every record`() throws {
        let json = #"""
            [{"Deal":"1","Login":"5","Action":"0","Time":"1700000000"},{"Time":"1700000001","Deal":"2","Action":"1","Login":"6"},
             {"New":{"a":[1]},"Deal":"3","Login":"7","Action":"0","Time":"1700000002"}]
            """#
        let records = try read(json, as: MT5DealRecord.self).records
        #expect(records.map(\.ticket) == [1, 2, 3])
        #expect(records.map(\.login) == [5, 6, 7])
    }

    @Test(arguments: ["", "null", #""""#, "[]", "  [ ] "])
    func `nothing is an empty list`(json: String) throws {
        let list = try read(json, as: MT5DealRecord.self)
        #expect(list.records.isEmpty && list.faults.isEmpty)
    }

    @Test(arguments: ["[", "[{]", #"[{"Deal":"1"}"#, "[{}] x", #"{"Deal":}"#, "<html>", #"[{"Deal":"1","#])
    func `what is no JSON is refused as a whole`(json: String) {
        #expect(throws: MT5Error.self) { try read(json, as: MT5DealRecord.self) }
    }

    @Test func `damaged answers never trap the reader`() throws {
        var random = SeededGenerator(seed: 3)
        let bytes = Array(whole.utf8)
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<damaged.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: damaged[index] = UInt8.random(in: .min ... .max, using: &random)
                case 1: damaged.remove(at: index)
                default: damaged.insert(UInt8(ascii: "9"), at: index)
                }
            }
            let text = String(decoding: damaged, as: UTF8.self)
            do {
                let list = try read(text, as: MT5DealRecord.self)
                #expect(list.records.count + list.faults.count <= 2)
            } catch let error as MT5Error {
                #expect(error.code == .protocolViolation)
            }
        }
    }

    @Test func `the hour that runs twice is told apart by tickets`() throws {
        // New York plus seven hours: on 2 November 2025 the clock went from 09:00 back to 08:00, at 06:00 UTC.
        let clock = ServerClock(standardOffset: 7200, rule: .unitedStates)
        let wall = Timestamp(rfc3339: "2025-11-02T08:10:00Z")?.seconds ?? 0
        var deals = [(11, wall), (12, wall + 2400), (13, wall + 60), (14, wall + 2500), (15, wall + 7200)].map { ticket, wall in
            Deal(ticket: Int64(ticket), login: 1, action: .buy, time: clock.instant(ofWall: Timestamp(seconds: wall)))
        }
        deals.reverse()
        RepeatedHour.resolve(&deals, clock: clock)
        let first = deals.last?.time ?? .distantPast
        #expect(deals.reversed().map { $0.time.seconds(since: first) } == [0, 2400, 3660, 6100, 10_800])
    }

    private func one(_ fields: String) throws -> Deal {
        let json = #"[{"Deal":"1","Login":"5","Time":"1700000000",\#(fields)}]"#
        return try #require(try read(json, as: MT5DealRecord.self).records.first)
    }
}
