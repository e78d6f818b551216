import Brokerage

extension TradingServer {
    /// Floating profit of a position in its profit currency and in the deposit currency.
    mutating func floating(_ position: OpenPosition, at instant: Int64) -> (price: Price, profit: Money, rate: Int64) {
        let group = group(of: position.account)
        let quote = quote(position.symbol, for: group, at: instant)
        let price = quote.price(for: position.side.opposite)
        let (_, profit, rate) = result(of: position, lots: position.lots, at: price, instant)
        return (price, profit, rate)
    }

    /// What closing `lots` of a position at a price gives.
    mutating func result(of position: OpenPosition, lots: Lots, at price: Price, _ instant: Int64) -> (raw: Money, profit: Money, rate: Int64) {
        let instrument = instrument(position.symbol)
        let group = group(of: position.account)
        let difference = position.side == .buy ? price - position.priceOpen : position.priceOpen - price
        let raw = Exact.round(Exact.amount(lots: lots.units, contract: instrument.contractSize, price: difference.units), digits: 2)
        let rate = market.rate(from: instrument.profitCurrency, to: group.currency, at: instant)
        let profit = Exact.round(Exact.multiply(raw, rate), digits: group.currencyDigits)
        return (Money(units: raw), Money(units: profit), rate)
    }

    /// The account's worth: equity = balance + credit + floating.
    mutating func valuation(of account: Int, at instant: Int64) -> Valuation {
        var worth = Valuation()
        for ticket in accounts[account].positions {
            guard let position = positions[ticket] else { continue }
            worth.profit += floating(position, at: instant).profit
            worth.storage += position.storage
        }
        worth.margin = margin(of: account)
        worth.equity = accounts[account].balance + accounts[account].credit + worth.floating
        return worth
    }

    /// Margin of all open positions. Volume covered by an opposite position is charged at the hedged contract size.
    func margin(of account: Int) -> Money {
        let tickets = accounts[account].positions
        guard !tickets.isEmpty else { return .zero }
        var sides: [Int: (buy: Lots, sell: Lots, buyMargin: Int64, sellMargin: Int64)] = [:]
        for ticket in tickets {
            guard let position = positions[ticket] else { continue }
            let margin = margin(position.symbol, account: account, lots: position.lots, price: position.priceOpen, rate: position.rateMargin)
            var entry = sides[position.symbol] ?? (.zero, .zero, 0, 0)
            if position.side == .buy {
                entry.buy += position.lots
                entry.buyMargin += margin.units
            } else {
                entry.sell += position.lots
                entry.sellMargin += margin.units
            }
            sides[position.symbol] = entry
        }
        var total: Int64 = 0
        for (symbol, entry) in sides { total += charged(instrument(symbol), entry) }
        return Money(units: Exact.round(total, digits: group(of: account).currencyDigits))
    }

    private func charged(_ instrument: Instrument, _ entry: (buy: Lots, sell: Lots, buyMargin: Int64, sellMargin: Int64)) -> Int64 {
        let hedged = min(entry.buy, entry.sell)
        let (larger, largerMargin) = entry.buy >= entry.sell ? (entry.buy, entry.buyMargin) : (entry.sell, entry.sellMargin)
        guard !hedged.isZero else { return largerMargin }
        let open = Exact.share(largerMargin, (larger - hedged).units, of: larger.units)
        let whole = Exact.share(largerMargin, hedged.units, of: larger.units)
        return open + Exact.share(whole, instrument.marginHedged, of: instrument.contractSize)
    }

    /// Margin of a volume on its own, in the deposit currency.
    func margin(_ symbol: Int, account: Int, lots: Lots, price: Price, rate: Int64) -> Money {
        let instrument = instrument(symbol)
        let leverage = Int64(max(1, accounts[account].leverage))
        var amount: Int64
        switch instrument.mode {
        case .forex: amount = lots.units.multipliedReportingOverflow(by: instrument.contractSize).partialValue / leverage
        case .cfdLeverage: amount = Exact.amount(lots: lots.units, contract: instrument.contractSize, price: price.units) / leverage
        case .cfd, .cfdIndex: amount = Exact.amount(lots: lots.units, contract: instrument.contractSize, price: price.units)
        }
        amount = Exact.multiply(Exact.multiply(amount, instrument.marginRate), rate)
        return Money(units: Exact.round(amount, digits: group(of: account).currencyDigits))
    }
}
