import Brokerage

/// An account's open positions at current prices, in its own currency (risk-domain 3.6).
struct Valuation: Sendable, Equatable {
    var floating: Double?
    var margin: Double?
    /// Why the floating result is missing.
    var reason: MissingReason?
    /// Why the margin is missing.
    var marginReason: MissingReason?

    init(_ account: borrowing ClientAccount, _ market: borrowing Market) {
        var floating = account.swap.statistic
        var margin = 0.0
        for symbol in account.history.symbols where !symbol.holding.isEmpty {
            guard let part = market.floating(symbol.holding, of: symbol.instrument, in: account.currency, reason: &reason) else { continue }
            floating += part
        }
        self.floating = reason == nil ? floating : nil
        if let stated = account.margin, stated.deals == account.history.ledger.deals {
            self.margin = stated.margin.statistic
            return
        }
        for symbol in account.history.symbols where symbol.holding.netLots != 0 {
            guard let leverage = account.leverage else {
                marginReason = .noLeverage
                break
            }
            let part = market.margin(symbol.holding, of: symbol.instrument, leverage: leverage, in: account.currency, reason: &marginReason)
            margin += part ?? 0
        }
        // An old statement of the server is better than nothing.
        self.margin = marginReason == nil ? margin : account.margin?.margin.statistic
        if self.margin != nil { marginReason = nil }
    }

    /// Balance, credit and floating together; the server's own floating stands in while a price is missing.
    func equity(_ account: borrowing ClientAccount) -> Double? {
        guard let floating = floating ?? account.floating?.statistic else { return nil }
        return (account.currentBalance + account.currentCredit).statistic + floating
    }

    /// In percent; nil when nothing is open.
    func marginLevel(_ account: borrowing ClientAccount) -> Double? {
        guard let margin, margin > 0, let equity = equity(account) else { return nil }
        return 100 * equity / margin
    }
}

extension Market {
    /// What closing a holding would bring, in a currency: longs at bid, shorts at ask.
    func floating(_ holding: Holding, of number: Int, in currency: Int, reason: inout MissingReason?) -> Double? {
        guard let quote = instruments[number].quote else {
            reason = .noPrice
            return nil
        }
        guard currency != Currencies.unknown else {
            reason = .noCurrency
            return nil
        }
        guard let rate = rate(from: instruments[number].profit, to: currency) else {
            reason = .noConversion
            return nil
        }
        return holding.floating(bid: quote.bid, ask: quote.ask) * instruments[number].contract * rate
    }

    /// Margin of a holding, long and short set off: units over leverage for a pair, their value over leverage for anything else.
    func margin(_ holding: Holding, of number: Int, leverage: Int, in currency: Int, reason: inout MissingReason?) -> Double? {
        guard currency != Currencies.unknown else {
            reason = .noCurrency
            return nil
        }
        let (asset, profit) = (instruments[number].asset, instruments[number].profit)
        let units = abs(Double(holding.netLots)) / 1e8 * instruments[number].contract
        if instruments[number].margin == asset, let rate = rate(from: asset, to: currency) { return units / Double(leverage) * rate }
        guard let quote = instruments[number].quote else {
            reason = .noPrice
            return nil
        }
        guard let rate = rate(from: profit, to: currency) else {
            reason = .noConversion
            return nil
        }
        return units * abs(quote.midPrice) / Double(leverage) * rate
    }
}
