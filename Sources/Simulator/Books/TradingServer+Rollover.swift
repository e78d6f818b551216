import Brokerage

extension TradingServer {
    /// The end of a server day: swaps, dividends, agents' commission, and the state every daily report starts from.
    mutating func rollOver(at instant: Int64) {
        let (next, _) = WallClock.weekdayAndMinute(market.wall(instant))
        let ended = (next + 6) % 7
        let day = market.wall(instant) / 86_400_000
        for account in accounts.indices {
            if (1...5).contains(ended) { chargeSwaps(account, weekday: ended, at: instant) }
            // Every second Friday the index pays.
            if ended == 5, day / 7 % 2 == 0 { payDividends(account, at: instant) }
            payAgentDay(account, at: instant)
            let worth = valuation(of: account, at: instant)
            accounts[account].days.append(
                DaySnapshot(time: instant, balance: accounts[account].balance, credit: accounts[account].credit, worth: worth))
            accounts[account].safeUntil = 0
        }
    }

    private mutating func chargeSwaps(_ account: Int, weekday: Int, at instant: Int64) {
        let group = group(of: account)
        guard !group.isSwapFree else { return }
        for ticket in accounts[account].positions {
            guard var position = positions[ticket] else { continue }
            let instrument = instrument(position.symbol)
            let points = position.side == .buy ? instrument.swapLong : instrument.swapShort
            let nights: Double = weekday == instrument.tripleDay ? 3 : 1
            let price = Int64((points * nights * Double(instrument.pointUnits)).rounded())
            let raw = Exact.amount(lots: position.lots.units, contract: instrument.contractSize, price: price)
            let rate = market.rate(from: instrument.profitCurrency, to: group.currency, at: instant)
            position.storage += Money(units: Exact.round(Exact.multiply(raw, rate), digits: group.currencyDigits))
            positions[ticket] = position
        }
    }

    private mutating func payDividends(_ account: Int, at instant: Int64) {
        guard let index = InstrumentCatalogue.index(of: "US500") else { return }
        var lots = Lots.zero
        for ticket in accounts[account].positions {
            guard let position = positions[ticket], position.symbol == index else { continue }
            if position.side == .buy { lots += position.lots } else { lots -= position.lots }
        }
        guard !lots.isZero else { return }
        let rate = market.rate(from: "USD", to: group(of: account).currency, at: instant)
        // 0.9 index points a lot.
        let amount = Exact.multiply(Exact.multiply(lots.units, 90_000_000), rate)
        operate(account, .dividend, Money(units: amount), at: instant, comment: "Dividend US500")
    }

    private mutating func payAgentDay(_ account: Int, at instant: Int64) {
        let earned = accounts[account].agentEarned
        guard !earned.isZero else { return }
        accounts[account].agentEarned = .zero
        operate(account, .agentDaily, earned, at: instant, comment: "Agent commission")
    }
}
