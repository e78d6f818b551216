import Brokerage

/// The accounts that hold something, for one pass a scenario.
struct StressedAccounts: Sendable {
    private let indexes: [Int]

    init(_ accounts: [ClientAccount]) {
        indexes = accounts.indices.filter { !accounts[$0].isExcluded && accounts[$0].history.positions.count > 0 }
    }

    /// What each account would owe beyond its own money, less what it owes now. In the order of the accounts.
    func shortfalls(
        _ accounts: [ClientAccount], _ after: ShockedMarket, _ market: borrowing Market, _ reason: inout MissingReason?
    ) -> [StressResult.AccountResult] {
        var shortfalls: [StressResult.AccountResult] = []
        for index in indexes {
            let currency = accounts[index].currency
            guard currency != Currencies.unknown, let rate = market.currencies.usd(currency) else {
                reason = currency == Currencies.unknown ? .noCurrency : .noConversion
                return []
            }
            // Credit is not the client's money.
            let own = accounts[index].currentBalance.statistic + accounts[index].swap.statistic
            var (before, moved) = (own * rate, own * after.rates[currency])
            for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
                guard let floating = after.floating(symbol.holding, of: symbol.instrument, market) else {
                    reason = market.instruments[symbol.instrument].quote == nil ? .noPrice : .noConversion
                    return []
                }
                before += floating.before
                moved += floating.after
            }
            let shortfall = NegativeBalance.shortfall(moved) - NegativeBalance.shortfall(before)
            guard shortfall > 0 else { continue }
            shortfalls.append(StressResult.AccountResult(account: accounts[index].id, shortfallUSD: shortfall))
        }
        return shortfalls
    }
}
