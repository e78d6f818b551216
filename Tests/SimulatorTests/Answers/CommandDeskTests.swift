import Brokerage
import JSON
import MetaTrader
import Testing

@testable import Simulator

@Suite struct CommandDeskTests {
    private func desk(answerLimit: Int = 16 * 1024 * 1024, groups: String = "*,!coverage\\*") -> CommandDesk {
        CommandDesk(
            world: SharedWorld.small, terms: .init(groups: groups, answerLimit: answerLimit, inMicroseconds: false, clock: SharedWorld.clock))
    }

    private func ask(_ desk: inout CommandDesk, _ command: String, _ parameters: [(name: String, value: String)] = []) -> ServerAnswer {
        desk.answer(ServerRequest(command: command, parameters: parameters), faults: SimulatedFaults())
    }

    private func ask(_ command: String, _ parameters: [(name: String, value: String)] = []) -> ServerAnswer {
        var desk = desk()
        return ask(&desk, command, parameters)
    }

    private func elements(_ answer: ServerAnswer) throws -> [JSONValue] {
        let payload = try #require(answer.payload)
        return try #require(JSONValue(parsing: payload).elements)
    }

    private let all: [(name: String, value: String)] = [("FROM", "0"), ("TO", "4000000000")]

    @Test func masksSelectWithStarsAndExclusions() throws {
        let server = SharedWorld.small.server
        func count(_ condition: (String) -> Bool) -> Int { server.accounts.count { condition(server.groups[$0.group].name) } }
        #expect(try elements(ask("USER_LOGINS", [("GROUP", "*")])).count == 60)
        #expect(try elements(ask("USER_LOGINS", [("GROUP", "real\\retail\\*")])).count == count { $0.hasPrefix("real\\retail\\") })
        #expect(try elements(ask("USER_LOGINS", [("GROUP", "*,!real\\retail\\*")])).count == count { !$0.hasPrefix("real\\retail\\") } - 2)
        #expect(try elements(ask("USER_LOGINS", [("GROUP", "real\\\\retail\\\\*")])).count == count { $0.hasPrefix("real\\retail\\") })
        #expect(try elements(ask("USER_LOGINS", [("GROUP", "nothing")])).isEmpty)
    }

    @Test func accountsOutsideTheManagersGroupsDoNotExistForHim() throws {
        let server = SharedWorld.small.server
        let hidden = try #require(server.accounts.first { server.groups[$0.group].name == GroupCatalogue.coverage }?.login)
        #expect(ask("USER_GET", [("LOGIN", String(hidden))]).code == .notFound)
        #expect(ask("DEAL_GET_TOTAL", [("LOGIN", String(hidden))] + all).code == .notFound)
        #expect(try elements(ask("USER_GET_BATCH", [("LOGIN", String(hidden))])).isEmpty)
        #expect(try elements(ask("DEAL_GET_BATCH", [("GROUP", "coverage\\*")] + all)).isEmpty)
        let deal = try #require(server.ledger.deals.first { server.accounts[$0.account].login == hidden })
        #expect(ask("DEAL_GET", [("TICKET", String(deal.ticket))]).code == .notFound)
        #expect(ask("GROUP_TOTAL").fields.first?.value == "9")
    }

    @Test func aPageHoldsAHundredAtMost() throws {
        let server = SharedWorld.small.server
        let busy = try #require(server.accounts.max { $0.deals.count < $1.deals.count })
        let login = (name: "LOGIN", value: String(busy.login))
        #expect(busy.deals.count > 150)
        #expect(ask("DEAL_GET_TOTAL", [login] + all).fields.first?.value == String(busy.deals.count))
        let first = try elements(ask("DEAL_GET_PAGE", [login] + all + [("OFFSET", "0"), ("TOTAL", "5000")]))
        #expect(first.count == 100)
        let second = try elements(ask("DEAL_GET_PAGE", [login] + all + [("OFFSET", "100"), ("TOTAL", "100")]))
        #expect(second.count == min(100, busy.deals.count - 100))
        let (firstTickets, secondTickets) = (first.compactMap { $0["Deal"]?.integer }, second.compactMap { $0["Deal"]?.integer })
        #expect(Set(firstTickets).isDisjoint(with: secondTickets))
        #expect(try elements(ask("DEAL_GET_PAGE", [login] + all + [("OFFSET", "9999999999999"), ("TOTAL", "100")])).isEmpty)
        #expect(ask("DEAL_GET_PAGE", [login] + all + [("OFFSET", "-1"), ("TOTAL", "100")]).code == .invalidParameters)
    }

    @Test func bothEndsOfAWindowAreIncluded() throws {
        let server = SharedWorld.small.server
        let deal = try #require(server.ledger.deals.last)
        let second = String(SharedWorld.clock.wall(at: Timestamp(milliseconds: deal.time)).seconds)
        let window: [(name: String, value: String)] = [("FROM", second), ("TO", second)]
        let found = try elements(ask("DEAL_GET_BATCH", [("GROUP", "*")] + window))
        #expect(found.contains { $0["Deal"]?.integer == deal.ticket })
        #expect(found.allSatisfy { $0["Time"]?.string == second })
    }

    @Test func aLongAnswerIsCutAndMarkedPartial() throws {
        var desk = desk(answerLimit: 50_000)
        let answer = ask(&desk, "DEAL_GET_BATCH", [("GROUP", "*")] + all)
        #expect(answer.code == .partial)
        let count = try elements(answer).count
        #expect((30...80).contains(count))
    }

    @Test(arguments: ["DEAL_GET_BATCH", "HISTORY_GET_BATCH", "POSITION_GET_BATCH", "ORDER_GET_BATCH", "USER_GET_BATCH", "USER_ACCOUNT_GET_BATCH"])
    func aBatchWantsExactlyOneSelection(command: String) {
        #expect(ask(command, all).code == .invalidParameters)
        #expect(ask(command, [("LOGIN", "1"), ("GROUP", "*")] + all).code == .invalidParameters)
    }

    @Test func timesAreRequiredWithLoginOrGroup() {
        #expect(ask("DEAL_GET_BATCH", [("GROUP", "*")]).code == .invalidParameters)
        #expect(ask("DEAL_GET_BATCH", [("GROUP", "*"), ("FROM", "x"), ("TO", "1")]).code == .invalidParameters)
        #expect(ask("DEAL_GET_BATCH", [("GROUP", "*"), ("FROM", String(Int64.min)), ("TO", String(Int64.max))]).code == .done)
    }

    @Test(arguments: ["DEAL_GET_BATCH", "HISTORY_GET_BATCH", "POSITION_GET_BATCH", "ORDER_GET_BATCH"])
    func aZeroInASelectionMeansThatThereIsNone(command: String) throws {
        let server = SharedWorld.small.server
        let login = (name: "LOGIN", value: String(try #require(server.accounts.max { $0.deals.count < $1.deals.count }).login))
        let plain = ask(command, [login] + all)
        #expect(plain.code == .done)
        #expect(ask(command, [login, ("GROUP", ""), ("TICKET", "0"), ("SYMBOL", "")] + all).payload == plain.payload)
        #expect(ask(command, [("LOGIN", "0"), ("GROUP", "*"), ("TICKET", "0")] + all).payload == ask(command, [("GROUP", "*")] + all).payload)
        #expect(ask(command, [("LOGIN", "0"), ("TICKET", "0")] + all).code == .invalidParameters)
    }

    @Test(arguments: ["DEAL", "HISTORY"])
    func oneAccountsHistoryCanBePagedThroughWithoutTimes(family: String) throws {
        let server = SharedWorld.small.server
        let login = (name: "LOGIN", value: String(try #require(server.accounts.max { $0.deals.count < $1.deals.count }).login))
        let total = ask(family + "_GET_TOTAL", [login] + all).fields.first?.value
        #expect(ask(family + "_GET_TOTAL", [login]).fields.first?.value == total)
        #expect(ask(family + "_GET_TOTAL", [login, ("FROM", ""), ("TO", "4000000000")]).fields.first?.value == total)
        #expect(ask(family + "_GET_PAGE", [login]).payload == ask(family + "_GET_PAGE", [login] + all).payload)
        #expect(ask(family + "_GET_TOTAL", [login, ("FROM", "x")]).code == .invalidParameters)
    }

    @Test func writesAreForbiddenAndUnknownCommandsUnknown() {
        for command in ["TRADE_BALANCE", "DEALER_SEND", "USER_ADD", "DEAL_DELETE", "POSITION_FIX", "DEAL_BACKUP_LIST", "TRADE_CALC_PROFIT"] {
            #expect(ask(command).code == .noPermission)
        }
        for command in ["NO_SUCH", "DEAL_NO_SUCH", "", "USER_", "TICK_NOTHING"] { #expect(ask(command).code == .notImplemented) }
    }

    @Test func unknownThingsAreNotFound() {
        #expect(ask("USER_GET", [("LOGIN", "42")]).code == .notFound)
        #expect(ask("DEAL_GET", [("TICKET", "42")]).code == .notFound)
        #expect(ask("SYMBOL_GET", [("SYMBOL", "NOTHING")]).code == .notFound)
        #expect(ask("SYMBOL_NEXT", [("INDEX", "12")]).code == .notFound)
        #expect(ask("GROUP_NEXT", [("INDEX", "-1")]).code == .notFound)
        #expect(ask("TICK_HISTORY_GET", [("SYMBOL", "NOTHING")] + all).code == .notFound)
    }

    @Test func everyNumberIsAStringAndEveryDealHasAllItsFields() throws {
        let deals = try elements(ask("DEAL_GET_BATCH", [("GROUP", "*")] + all))
        let names = try #require(deals.first?.members).map(\.name)
        #expect(names.count == 43)
        #expect(names.first == "Deal" && names.last == "ApiData")
        for deal in deals.prefix(300) {
            #expect(deal.members?.map(\.name) == names)
            #expect(deal.members?.dropLast().allSatisfy { $0.value.string != nil } == true)
        }
    }

    @Test func theLongVolumeIsTenThousandTimesTheShort() throws {
        for deal in try elements(ask("DEAL_GET_BATCH", [("GROUP", "*")] + all)).prefix(300) {
            #expect((deal["Volume"]?.integer ?? -1) * 10_000 == deal["VolumeExt"]?.integer)
        }
    }

    @Test func stampsAreInTheServersClock() throws {
        let server = SharedWorld.small.server
        let deal = try #require(server.ledger.deals.last)
        let answer = ask("DEAL_GET", [("TICKET", String(deal.ticket))])
        let record = try JSONValue(parsing: try #require(answer.payload))
        #expect(record["TimeMsc"]?.integer == deal.time + 3 * 3_600_000)
        var newer = CommandDesk(
            world: SharedWorld.small, terms: .init(groups: "*", answerLimit: 1 << 20, inMicroseconds: true, clock: SharedWorld.clock))
        let fine = try JSONValue(parsing: try #require(ask(&newer, "DEAL_GET", [("TICKET", String(deal.ticket))]).payload))
        #expect(fine["TimeMsc"]?.integer == (deal.time + 3 * 3_600_000) * 1000)
    }

    @Test func symbolsAreAddressedByNameAndByPath() throws {
        let full: [(name: String, value: String)] = [("SYMBOL", "Forex\\Major\\*")]
        #expect(try elements(ask("TICK_LAST", full)).count == 6)
        #expect(try elements(ask("TICK_LAST", [("SYMBOL", "EURUSD,US500")])).count == 2)
        #expect(try elements(ask("TICK_LAST", [("SYMBOL", "Forex\\*,!Forex\\Cross\\*")])).count == 6)
        #expect(ask("TICK_LAST", [("SYMBOL", String(repeating: "A,", count: 2049))]).code == .invalidParameters)
    }

    @Test func aGroupSeesItsOwnSpread() throws {
        let plain = try #require(try elements(ask("TICK_LAST", [("SYMBOL", "EURUSD")])).first)
        let retail = try #require(
            try elements(ask("TICK_LAST_GROUP", [("SYMBOL", "EURUSD"), ("GROUP", "real\\retail\\usd")])).first)
        #expect(plain["Bid"] == retail["Bid"] && plain["Ask"] != retail["Ask"])
    }

    @Test func barsAndStatisticsAgreeWithTheTicks() throws {
        let now = SharedWorld.clock.wall(at: SharedWorld.start).seconds
        let bars = try elements(ask("CHART_GET", [("SYMBOL", "EURUSD"), ("FROM", String(now - 600)), ("TO", String(now)), ("DATA", "dohlc")]))
        #expect((10...11).contains(bars.count))
        for bar in bars.compactMap(\.elements) {
            let values = bar.compactMap(\.double)
            #expect(values[2] >= max(values[1], values[4]) && values[3] <= min(values[1], values[4]))
        }
        let statistics = try #require(try elements(ask("TICK_STAT", [("SYMBOL", "EURUSD")])).first)
        #expect(try #require(statistics["BidLow"]?.double) <= #require(statistics["BidHigh"]?.double))
    }

    @Test func dailyReportsTieDayToDay() throws {
        let server = SharedWorld.small.server
        let account = try #require(server.accounts.max { $0.deals.count < $1.deals.count })
        let days = try elements(ask("DAILY_GET", [("LOGIN", String(account.login))] + all))
        #expect(days.count == account.days.count && days.count >= 9)
        for (before, day) in zip(days, days.dropFirst()) {
            #expect(day["BalancePrevDay"] == before["Balance"])
            let sum = ["DailyProfit", "DailyStorage", "DailyCommInstant", "DailyBalance", "DailyCharge", "DailyCorrection", "DailyAgent"]
                .compactMap { day[$0]?.string.flatMap { Money($0) } }.reduce(.zero, +)
            let change = try #require(day["Balance"]?.string.flatMap { Money($0) }) - #require(before["Balance"]?.string.flatMap { Money($0) })
            #expect(sum == change)
        }
        #expect(try elements(ask("DAILY_GET_LIGHT_BATCH", [("GROUP", "*")] + all)).allSatisfy { $0["Positions"] == nil })
    }

    @Test func aBodyCarriesListsAsArrays() throws {
        let logins = SharedWorld.small.server.accounts.suffix(3).map { JSONValue.string(String($0.login)) }
        var desk = desk()
        let request = ServerRequest(
            command: "user_get_batch", parameters: [], body: .object([.init(name: "Login", value: .array(logins))]))
        #expect(try elements(desk.answer(request, faults: SimulatedFaults())).count == 3)
    }
}
