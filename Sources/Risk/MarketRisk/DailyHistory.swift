import Brokerage

/// The daily closes of every underlying, and which of them are still to be stored.
struct DailyHistory: Sendable {
    /// A quote this many days older than the newest says that the newest was wrong.
    private static let wrongDays: Int32 = 7

    private struct Dirty: Hashable, Sendable {
        var underlying: Int
        var day: Int32
    }

    private(set) var series: [DailySeries] = []
    private var dirty: Set<Dirty> = []
    /// Rises whenever a finished day changed: what was computed from them is then out of date.
    private(set) var version = 0

    /// Takes in a quote of the present.
    mutating func quote(_ price: Int64, at time: Int64, of underlying: Int) {
        let day = UTCDay.of(time)
        let rank = DailySeries.quoted | (time &- Int64(day) &* UTCDay.microseconds)
        if let last = last(of: underlying), day < last, day < last &- Self.wrongDays { series[underlying].drop(after: day) }
        note(price, day: day, rank: rank, of: underlying)
    }

    /// Takes in the price of a deal: it stands where no quote of its day does.
    mutating func deal(_ price: Int64, at time: Int64, of underlying: Int) {
        let day = UTCDay.of(time)
        note(price, day: day, rank: time &- Int64(day) &* UTCDay.microseconds, of: underlying)
    }

    /// Takes up a stored close.
    mutating func restore(_ price: Int64, day: Int32, of underlying: Int) {
        grow(to: underlying)
        _ = series[underlying].note(price, day: day, rank: DailySeries.quoted)
        version &+= 1
    }

    /// Takes up the price of a day that may not be over.
    mutating func restore(_ entry: DailySeries.Entry, of underlying: Int) {
        grow(to: underlying)
        _ = series[underlying].note(entry.price, day: entry.day, rank: entry.rank)
        version &+= 1
    }

    private mutating func note(_ price: Int64, day: Int32, rank: Int64, of underlying: Int) {
        grow(to: underlying)
        let before = series[underlying].entries.last?.day
        let isLate = series[underlying].note(price, day: day, rank: rank)
        if isLate { dirty.insert(Dirty(underlying: underlying, day: day)) }
        if let before, before < day { dirty.insert(Dirty(underlying: underlying, day: before)) }
        if isLate || before.map({ $0 < day }) ?? false { version &+= 1 }
    }

    private mutating func grow(to underlying: Int) {
        while series.count <= underlying { series.append(DailySeries()) }
    }

    private func last(of underlying: Int) -> Int32? {
        underlying < series.count ? series[underlying].entries.last?.day : nil
    }

    /// The newest close of an underlying before a day.
    func close(of underlying: Int, before day: Int32) -> Int64? {
        underlying < series.count ? series[underlying].close(before: day) : nil
    }

    /// Hands out the finished days that changed, by symbol and day.
    mutating func drain(_ market: borrowing Market) -> [DailyClose] {
        guard !dirty.isEmpty else { return [] }
        var closes: [DailyClose] = []
        for entry in dirty {
            guard let price = series[entry.underlying].close(on: entry.day) else { continue }
            closes.append(
                DailyClose(symbol: market.underlyings[entry.underlying].name, day: entry.day, price: Price(units: price)))
        }
        dirty.removeAll(keepingCapacity: true)
        return closes.sorted { ($0.symbol, $0.day) < ($1.symbol, $1.day) }
    }
}
