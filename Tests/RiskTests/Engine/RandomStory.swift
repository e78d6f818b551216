import Brokerage

@testable import Risk

/// A made-up life of a few accounts: quotes, trades of every kind, payments and settlements, all from one seed.
struct RandomStory {
    var bench = Bench()
    private(set) var accounts: [AccountID] = []
    private var dice: Dice
    private var clock = 0.0
    private var mids: [Int64]
    private var open: [(account: AccountID, position: Int64, symbol: Int, isLong: Bool, lots: Int)] = []
    private static let symbols = ["EURUSD", "GBPUSD", "USDJPY", "EURGBP", "GBPJPY"]

    init(seed: UInt64, accounts: Int) {
        dice = Dice(seed: seed)
        mids = [110_000, 130_000, 15_000_000, 85_000, 19_500_000]
        let currencies = ["USD", "EUR", "JPY"]
        for id in 1...accounts { self.accounts.append(bench.account(Int64(id), currency: currencies[id % currencies.count])) }
        for account in self.accounts { bench.pay(account, "10000") }
    }

    mutating func run(steps: Int) {
        for _ in 0..<steps {
            clock += Double(1 + dice.below(40_000)) / 1000
            switch dice.below(100) {
            case ..<55: quote()
            case ..<78: enter()
            case ..<96: leave()
            case ..<98: bench.pay(accounts[dice.below(accounts.count)], "\(dice.below(900) - 300)", seconds: clock)
            default: bench.settle(clock)
            }
        }
        bench.settle(clock)
    }

    private mutating func quote() {
        let symbol = dice.below(mids.count)
        mids[symbol] += mids[symbol] / 10_000 * Int64(dice.below(7) - 3) / 3
        let half = max(1, mids[symbol] / 20_000)
        bench.engine.apply(
            Tick(symbol: Self.symbols[symbol], bid: price(mids[symbol] - half), ask: price(mids[symbol] + half), time: Bench.time(clock)),
            on: bench.connection)
    }

    private mutating func enter() {
        let (symbol, isLong, lots) = (dice.below(mids.count), dice.chance(50), 1 + dice.below(50))
        let account = accounts[dice.below(accounts.count)]
        // Now and then more of what is open already, as netting accounts do.
        let old = dice.chance(15) ? open.firstIndex { $0.account == account } : nil
        let position = add(
            account, old.map { open[$0].isLong } ?? isLong, lots, old.map { open[$0].symbol } ?? symbol,
            position: old.map { open[$0].position } ?? 0, entry: .in, profit: 0)
        if let old { open[old].lots += lots } else { open.append((account, position, symbol, isLong, lots)) }
    }

    private mutating func leave() {
        guard !open.isEmpty else { return }
        let slot = dice.below(open.count)
        let one = open[slot]
        let entry: DealEntry = dice.chance(10) ? .inOut : dice.chance(20) ? .outBy : .out
        let lots = entry == .inOut ? one.lots + 3 : dice.chance(30) ? max(1, one.lots / 2) : one.lots
        let profit = dice.below(20_000) - 10_000
        _ = add(one.account, !one.isLong, lots, one.symbol, position: one.position, entry: entry, profit: profit)
        if entry == .inOut { (open[slot].lots, open[slot].isLong) = (3, !one.isLong) } else { open[slot].lots -= lots }
        if open[slot].lots <= 0 { open.remove(at: slot) }
    }

    private mutating func add(
        _ account: AccountID, _ isLong: Bool, _ lots: Int, _ symbol: Int, position: Int64, entry: DealEntry, profit: Int
    ) -> Int64 {
        let reasons: [DealReason] = [.client, .client, .expert, .stopLoss, .mobile]
        let (reason, at) = (reasons[dice.below(reasons.count)], price(mids[symbol] + Int64(dice.below(9)) - 4))
        return bench.trade(
            account, isLong ? .buy : .sell, "0", Self.symbols[symbol], "0", position: position, entry: entry, seconds: clock
        ) { deal in
            (deal.volume, deal.price, deal.reason) = (Lots(hundredths: Int64(lots)), at, reason)
            deal.profit = Money(units: Int64(profit) * 1_000_000)
        }
    }

    /// Prices are counted in hundred-thousandths.
    private func price(_ points: Int64) -> Price { Price(units: points * 1000) }
}
