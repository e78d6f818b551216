import Brokerage

/// Draws the numbers of one client's behaviour.
struct StrategyDraw {
    struct Result {
        var strategy: any Strategy
        var parameters: [(name: String, value: Double)]
        /// Dollars without which the behaviour could not be afforded.
        var leastDeposit: Double = 200
    }

    private let behaviour: Behaviour
    private var client: Client
    private var chance: Chance
    private let deposit: Double
    private let accountLeverage: Double
    /// Trades large whatever is drawn.
    private let isLargeForSure: Bool

    init(
        behaviour: Behaviour, seed: UInt64, account: Int, liveFrom: Int64, deposit: Double, accountLeverage: Int, isLargeForSure: Bool = false
    ) {
        self.behaviour = behaviour
        self.isLargeForSure = isLargeForSure
        self.deposit = deposit
        self.accountLeverage = Double(accountLeverage)
        chance = Chance(seed: seed, purpose: 0x6472_6177 &+ UInt64(account))
        let isAutomatic = chance.happens(0.25)
        let isMachine = isAutomatic || behaviour == .grid || behaviour == .latency || behaviour == .latencyHidden
        let expert: Int64 = isMachine ? Int64(10_000 + account) : 0
        client = Client(account: account, chance: Chance(seed: seed, purpose: 0x6C75_636B &+ UInt64(account)), liveFrom: liveFrom, expert: expert)
    }

    mutating func make() -> Result {
        switch behaviour {
        case .martingale: martingale()
        case .grid: grid()
        case .scalper: scalper()
        case .swing: swing()
        case .news: news()
        case .latency, .latencyHidden: latency()
        case .swapArbitrage: swapArbitrage()
        case .noise, .bonusPair, .copier, .mirror, .agent, .coverage: noise()
        }
    }

    private mutating func noise() -> Result {
        // Few clients trade large: their orders are what the house looks at. Some bet all they have.
        let isLarge = chance.happens(0.025) || isLargeForSure
        let isGambler = !isLarge && chance.happens(0.06)
        let hold = isGambler ? 14_400 : 180 * exponential(chance.uniform(0...4.5))
        let edge = -0.3
        let perDay = chance.uniform(1.5...5)
        let leverage = isLarge ? 8 : isGambler ? accountLeverage * chance.uniform(0.25...0.4) : 0.4 * exponential(chance.uniform(0...2))
        let strategy = NoiseTrader(
            client: client, edge: edge, medianHold: hold, tradesPerDay: perDay, leverage: leverage, usesStops: !isGambler && chance.happens(0.5))
        let parameters = [("edge_bps", edge), ("median_hold_s", hold), ("trades_per_day", perDay), ("leverage", leverage)]
        return Result(strategy: strategy, parameters: parameters, leastDeposit: isLarge ? 220_000 : 200)
    }

    private mutating func martingale() -> Result {
        let factor = chance.happens(0.7) ? 2 : chance.uniform(1.6...2.2)
        let symbol = fx(["EURUSD", "GBPUSD", "USDJPY", "XAUUSD"])
        let base = max(0.02, (deposit / 60_000 * 100).rounded() / 100)
        let deepest = chance.whole(5...7)
        let strategy = MartingaleTrader(client: client, symbol: symbol, factor: factor, base: Lots(rounding: base) ?? .zero, deepest: deepest)
        return Result(strategy: strategy, parameters: [("factor", factor), ("base_lots", base), ("max_depth", Double(deepest))], leastDeposit: 1500)
    }

    private mutating func grid() -> Result {
        let spacing = chance.uniform(8...25).rounded()
        let deepest = chance.whole(5...9)
        let lots = max(0.01, (deposit / 20_000 * 100).rounded() / 100)
        let strategy = GridTrader(
            client: client, symbol: fx(["EURUSD", "GBPUSD", "AUDUSD", "USDCAD", "EURGBP"]), spacing: spacing, lots: Lots(rounding: lots) ?? .zero,
            deepest: deepest)
        return Result(strategy: strategy, parameters: [("spacing_pips", spacing), ("legs", Double(deepest)), ("lots", lots)], leastDeposit: 1500)
    }

    private mutating func scalper() -> Result {
        let leverage = chance.uniform(1...5)
        let strategy = ScalpingTrader(client: client, symbols: [fx(["EURUSD", "USDJPY"]), fx(["GBPUSD", "XAUUSD"])], leverage: leverage)
        return Result(strategy: strategy, parameters: [("leverage", leverage), ("longest_hold_s", 55)], leastDeposit: 1000)
    }

    private mutating func swing() -> Result {
        let leverage = chance.uniform(1...3)
        // Enough to pay the spread and leave something.
        let edge = chance.uniform(2...4)
        return Result(
            strategy: SwingTrader(client: client, edge: edge, leverage: leverage), parameters: [("edge_bps", edge), ("leverage", leverage)],
            leastDeposit: 2000)
    }

    private mutating func news() -> Result {
        let straddles = chance.happens(0.4)
        let leverage = chance.uniform(2...8)
        return Result(
            strategy: NewsTrader(client: client, leverage: leverage, straddles: straddles),
            parameters: [("straddles", straddles ? 1 : 0), ("leverage", leverage)], leastDeposit: 1000)
    }

    private mutating func latency() -> Result {
        let hides = behaviour == .latencyHidden
        let leverage = chance.uniform(4...10)
        let walks = chance.happens(0.5) ? [0, 1, 2] : [0, 3, 4, 5]
        let appetite = chance.uniform(0.25...0.5)
        return Result(
            strategy: LatencyTrader(client: client, walks: walks, leverage: leverage, hides: hides, appetite: appetite),
            parameters: [("leverage", leverage), ("appetite", appetite), ("least_reaction_ms", 30), ("longest_reaction_ms", 150)], leastDeposit: 2000)
    }

    private mutating func swapArbitrage() -> Result {
        let leverage = chance.uniform(8...12)
        return Result(strategy: SwapArbitrageur(client: client, leverage: leverage), parameters: [("leverage", leverage)], leastDeposit: 3000)
    }

    private mutating func fx(_ names: [String]) -> Int { InstrumentCatalogue.index(of: chance.pick(names)) ?? 0 }
}
