import Brokerage

@testable import Simulator

/// A world that tests look at without changing it, lived through once.
enum SharedWorld {
    /// Wednesday, 12 March 2025, 14:00 UTC.
    static let start = Timestamp(seconds: 1_741_788_000)
    static let clock = ServerClock(standardOffset: 7200, rule: .unitedStates)
    static let small = make(seed: 7, accounts: 60, days: 10)

    static func make(seed: UInt64, accounts: Int, days: Int) -> World {
        World(seed: seed, accounts: accounts, historyDays: days, start: start, clock: clock, weekendOpen: false)
    }

    /// A market and an empty server two days before ``start``.
    static func server(seed: UInt64 = 3) -> TradingServer {
        var market = Market(seed: seed, origin: start.milliseconds - 2 * 86_400_000, clock: clock, weekendOpen: false)
        market.extend(to: start.milliseconds + 2 * 86_400_000)
        return TradingServer(market: market)
    }

    /// A server with one account of a group, holding ten thousand of its currency.
    static func server(group: String, leverage: Int = 100) -> (TradingServer, account: Int) {
        var server = server()
        let index = GroupCatalogue.index(of: group) ?? 0
        let account = server.addAccount(ClientAccount(login: 5001, group: index, leverage: leverage, country: "", registered: 0))
        server.operate(account, .balance, Money(10_000), at: start.milliseconds, comment: "Deposit")
        return (server, account)
    }

    static func symbol(_ name: String) -> Int { InstrumentCatalogue.index(of: name) ?? 0 }
}
