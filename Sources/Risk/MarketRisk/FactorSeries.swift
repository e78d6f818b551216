/// The value in USD of every factor on each of a list of days, from the daily closes of what is traded.
struct FactorSeries: Sendable {
    /// A close stands in for missing ones after it for so many days: holidays.
    private static let longestGap: Int32 = 7

    /// Trading days, oldest first: weekdays on which anything was quoted.
    let days: [Int32]
    private let closes: [[Double]]
    private let market: Market
    /// By currency: the underlyings that quote it in another, with that other.
    private let pairs: [[(underlying: Int, other: Int, isInverse: Bool)]]

    /// - Parameters:
    ///   - today: a day that is not over; only those before it count.
    ///   - limit: the most days.
    init(_ history: DailyHistory, _ market: Market, today: Int32, limit: Int) {
        self.market = market
        var all: Set<Int32> = []
        for series in history.series {
            for entry in series.entries.suffix(limit * 3 / 2) where entry.day < today && !UTCDay.isWeekend(entry.day) { all.insert(entry.day) }
        }
        let days = Array(all.sorted().suffix(limit))
        self.days = days
        closes = history.series.map { Self.filled($0, days) }
        pairs = Self.pairs(market)
    }

    /// The closes on the days; not a number where unknown.
    private static func filled(_ series: DailySeries, _ days: [Int32]) -> [Double] {
        var values = [Double](repeating: .nan, count: days.count)
        var next = 0
        var known: DailySeries.Entry?
        for (position, day) in days.enumerated() {
            while next < series.entries.count, series.entries[next].day <= day {
                known = series.entries[next]
                next += 1
            }
            guard let known, day - known.day <= longestGap else { continue }
            values[position] = Double(known.price) / 1e8
        }
        return values
    }

    private static func pairs(_ market: Market) -> [[(underlying: Int, other: Int, isInverse: Bool)]] {
        var pairs = [[(underlying: Int, other: Int, isInverse: Bool)]](repeating: [], count: market.currencies.names.count)
        for number in market.underlyings.indices {
            guard let member = market.underlyings[number].members.first, market.instruments[member].isPair else { continue }
            let instrument = market.instruments[member]
            guard instrument.asset >= 0, instrument.profit >= 0 else { continue }
            let (asset, profit) = (market.currencies.whole(instrument.asset).number, market.currencies.whole(instrument.profit).number)
            pairs[asset].append((number, profit, false))
            pairs[profit].append((number, asset, true))
        }
        return pairs
    }

    /// USD of one unit on each day; not a number where unknown, empty where nothing leads to USD.
    func values(of factor: RiskFactor) -> [Double] {
        switch factor {
        case .currency(let number): return currency(number)
        case .underlying(let number):
            guard number < closes.count, let member = market.underlyings[number].members.first else { return [] }
            let profit = market.instruments[member].profit
            guard profit >= 0 else { return [] }
            let (whole, scale) = market.currencies.whole(profit)
            let rates = currency(whole)
            return rates.isEmpty ? [] : zip(closes[number], rates).map { $0 * $1 * scale }
        }
    }

    private func currency(_ number: Int) -> [Double] {
        if number == Currencies.usd { return [Double](repeating: 1, count: days.count) }
        let direct = best(of: pairs[number].filter { $0.other == Currencies.usd }.compactMap { rates($0.underlying, isInverse: $0.isInverse) })
        if !direct.isEmpty { return direct }
        // By way of one other currency.
        return best(
            of: pairs[number].compactMap { pair in
                guard let own = rates(pair.underlying, isInverse: pair.isInverse) else { return nil }
                let others = best(
                    of: pairs[pair.other].filter { $0.other == Currencies.usd }.compactMap { rates($0.underlying, isInverse: $0.isInverse) })
                return others.isEmpty ? nil : zip(own, others).map { $0 * $1 }
            })
    }

    /// The pair's rate as the value of the currency asked for; what is not above zero is unknown.
    private func rates(_ underlying: Int, isInverse: Bool) -> [Double]? {
        guard underlying < closes.count else { return nil }
        return closes[underlying].map { $0 > 0 ? (isInverse ? 1 / $0 : $0) : .nan }
    }

    /// The series with the most known days.
    private func best(of candidates: [[Double]]) -> [Double] {
        var (best, most): ([Double], Int) = ([], 0)
        for candidate in candidates {
            let known = candidate.count { !$0.isNaN }
            if known > most { (best, most) = (candidate, known) }
        }
        return best
    }
}
