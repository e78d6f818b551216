import Brokerage
import Risk

/// An endless stream of round trips of many accounts with quotes between them, always the same: for speed, not for truth.
struct DealStream {
    static let symbols: [(String, Double, Double)] = [
        ("EURUSD", 1.085, 0.0001), ("GBPUSD", 1.27, 0.0001), ("USDJPY", 150, 0.01), ("AUDUSD", 0.66, 0.0001), ("USDCAD", 1.36, 0.0001),
        ("USDCHF", 0.88, 0.0001), ("XAUUSD", 2345, 0.1), ("EURJPY", 162.7, 0.01),
    ]
    /// 2026-03-02, a Monday.
    static let start = Timestamp(seconds: 1_772_409_600)

    private let accounts: Int
    private var dice = Draws(seed: 77)
    private var prices = symbols.map { $0.1 }
    private var open: [(position: Int64, symbol: Int, side: Side, lots: Lots, price: Double)?]
    private var time = Self.start
    private(set) var count: Int64 = 0
    /// Microseconds between two deals.
    private let pace: Int64
    private let symbolsEach: Int

    /// - Parameters:
    ///   - pace: microseconds of the tape from one deal to the next.
    ///   - symbolsEach: how many symbols each account trades.
    init(accounts: Int, pace: Int64, symbolsEach: Int = 4) {
        (self.accounts, self.pace, self.symbolsEach) = (accounts, pace, symbolsEach)
        open = Array(repeating: nil, count: accounts)
    }

    var now: Timestamp { time }

    /// The next deal: each account opens and closes in turn.
    mutating func next() -> (account: Int, deal: Deal) {
        let account = Int(count % Int64(accounts))
        count += 1
        time = Timestamp(microseconds: time.microseconds + pace)
        if let held = open[account] {
            open[account] = nil
            return (account, closing(held, account))
        }
        let symbol = (account + dice.below(symbolsEach)) % Self.symbols.count
        let side: Side = dice.unit() < 0.5 ? .buy : .sell
        let lots = Lots(units: Int64(1 + dice.below(200)) * 1_000_000)
        open[account] = (count, symbol, side, lots, prices[symbol])
        return (account, deal(account, symbol, side, lots, position: count, entry: .in, profit: 0))
    }

    private mutating func closing(_ held: (position: Int64, symbol: Int, side: Side, lots: Lots, price: Double), _ account: Int) -> Deal {
        let move = held.side.sign * (prices[held.symbol] - held.price) / held.price
        let profit = move * held.lots.statistic * 100_000
        return deal(account, held.symbol, held.side.opposite, held.lots, position: held.position, entry: .out, profit: profit)
    }

    private func deal(_ account: Int, _ symbol: Int, _ side: Side, _ lots: Lots, position: Int64, entry: DealEntry, profit: Double) -> Deal {
        var deal = Deal(ticket: count, login: Int64(account + 1), action: side == .buy ? .buy : .sell, time: time)
        (deal.symbol, deal.volume, deal.entry, deal.position, deal.order) = (Self.symbols[symbol].0, lots, entry, position, count)
        let half = Self.symbols[symbol].2 * 0.5
        deal.price = Price(rounding: prices[symbol] + side.sign * half) ?? .zero
        deal.marketBid = Price(rounding: prices[symbol] - half) ?? .zero
        deal.marketAsk = Price(rounding: prices[symbol] + half) ?? .zero
        deal.profit = Money(rounding: profit) ?? .zero
        deal.commission = Money(units: -35_000_000)
        return deal
    }

    /// A quote of the next symbol in turn, a small step on; every fourth is the reference feed's.
    mutating func tick(_ number: Int) -> Tick {
        let symbol = number / 4 % Self.symbols.count
        let pip = Self.symbols[symbol].2
        prices[symbol] = max(pip * 100, prices[symbol] + (dice.unit() - 0.5) * pip)
        return Tick(
            symbol: Self.symbols[symbol].0, bid: Price(rounding: prices[symbol] - pip * 0.5) ?? .zero,
            ask: Price(rounding: prices[symbol] + pip * 0.5) ?? .zero, time: time, feed: number % 4 == 0 ? "reference" : nil)
    }
}
