import Brokerage
import MetaTrader
import Testing

@testable import Bridge

struct AccountLedgerTests {
    private let start = Timestamp(seconds: 1_700_000_000)

    private func user(_ login: Int64, group: String = "real\\usd") -> MT5User {
        var user = MT5User(login: login)
        (user.group, user.name, user.country, user.agent, user.leverage) = (group, "A", "CY", 77, 100)
        user.registeredAt = start - .seconds(login)
        return user
    }

    private func state(_ login: Int64, balance: Int, floating: Int = 0) -> MT5AccountState {
        var state = MT5AccountState(login: login)
        (state.balance, state.floating, state.equity) = (Money(balance), Money(floating), Money(balance + floating))
        return state
    }

    private func group() -> MT5Group {
        var group = MT5Group(name: "real\\usd")
        (group.currency, group.currencyDigits, group.stopOut) = ("USD", 2, Quantity(50))
        return group
    }

    @Test func putsGroupUserAndStateTogether() {
        var ledger = AccountLedger()
        ledger.groups([group()])
        ledger.users([user(1)], isWhole: true)
        _ = ledger.states([state(1, balance: 100, floating: 5)])
        let account = ledger.news(at: start).first
        #expect(account?.currency == "USD")
        #expect(account?.stopOutLevel == 50)
        #expect(account?.introducer == "77")
        #expect(account?.equity == Money(105))
        #expect(account?.leverage == 100)
    }

    @Test func tellsOnlyWhatChanged() {
        var ledger = AccountLedger()
        ledger.users([user(1), user(2)], isWhole: true)
        ledger.told(ledger.news(at: start), at: start)
        #expect(ledger.news(at: start).isEmpty)
        let booked = ledger.states([state(1, balance: 100), state(2, balance: 0)])
        #expect(booked.contains(1))
        ledger.told(ledger.news(at: start), at: start)
        _ = ledger.states([state(1, balance: 100, floating: 7), state(2, balance: 0)])
        #expect(ledger.news(at: start + .seconds(4)).isEmpty)
        #expect(ledger.news(at: start + .seconds(5)).map(\.login) == [1])
    }

    @Test func aMoveToAnotherGroupIsNews() {
        var ledger = AccountLedger()
        ledger.users([user(1)], isWhole: true)
        ledger.told(ledger.news(at: start), at: start)
        ledger.users([user(1, group: "real\\pro")], isWhole: true)
        #expect(ledger.news(at: start).first?.group == "real\\pro")
    }

    @Test func anAccountOutOfSightIsNoLongerVisible() {
        var ledger = AccountLedger()
        ledger.users([user(1), user(2)], isWhole: true)
        ledger.users([user(2)], isWhole: true)
        #expect(ledger.visible == [2])
        #expect(ledger.firstRegistration == start - .seconds(2))
    }
}
