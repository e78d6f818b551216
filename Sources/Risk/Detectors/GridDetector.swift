import Brokerage
import Glibc

/// Adding to losing positions at even steps (a grid) or whenever they lose (averaging), basket after basket (risk-domain 6.6).
struct GridDetector: Sendable, BitwiseCopyable {
    /// How often a basket of independent trades looks like a grid, or averages down and still wins, at most: by simulation of random entries
    /// on a random walk.
    static let gridByChance = 0.09
    static let averagingByChance = 0.15

    /// The baskets that are open; a shallow one gives way when there are more.
    private var baskets = InlineArray<5, Basket>(repeating: Basket())
    /// Finished baskets of enough legs, and what they were.
    private(set) var deep: UInt16 = 0
    private(set) var grids: UInt16 = 0
    private(set) var averaged: UInt16 = 0
    private(set) var averagedAndWon: UInt16 = 0
    /// The most legs of a basket that averaged.
    private(set) var depth: UInt16 = 0
    private(set) var adds: UInt32 = 0
    private(set) var losers: UInt32 = 0
    private(set) var sameSize: UInt32 = 0
    private(set) var variations: Float = 0
    /// Results of baskets that averaged, in the account's currency.
    private(set) var net: Double = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) {
        var free = 0
        for slot in 0..<5 {
            if baskets[slot].matches(opening.instrument, opening.isLong), !baskets[slot].isEmpty {
                if baskets[slot].add(opening), baskets[slot].legs > 2 { recent.add(opening.deal) }
                return
            }
            if baskets[slot].legs < baskets[free].legs { free = slot }
        }
        // A basket that has become one is not given up for a first leg.
        guard opening.isFirst, baskets[free].legs < 3 else { return }
        baskets[free] = Basket(opening)
    }

    mutating func add(_ trip: RoundTrip, _ thresholds: GridThresholds) {
        for slot in 0..<5 where baskets[slot].matches(trip.instrument, trip.isLong) {
            guard baskets[slot].close(trip) else { return }
            finish(baskets[slot], thresholds)
            baskets[slot] = Basket()
            return
        }
    }

    private mutating func finish(_ basket: Basket, _ thresholds: GridThresholds) {
        guard Int(basket.legs) >= thresholds.depth, deep < .max, !basket.isStopped(within: thresholds.stopSpacings) else { return }
        deep += 1
        guard basket.loserShare >= thresholds.loserShare else { return }
        averaged += 1
        if basket.net > 0 { averagedAndWon += 1 }
        depth = max(depth, basket.legs)
        (adds, losers, sameSize) = (
            adds &+ UInt32(basket.adds), losers &+ UInt32(basket.losers), sameSize &+ UInt32(basket.sameSize)
        )
        net += Double(basket.net)
        guard let variation = basket.spacingVariation, variation <= thresholds.variation else { return }
        grids += 1
        variations += Float(variation)
    }

    /// log₁₀ of the chance of so many grids among the deep baskets of independent trades.
    var logGrid: Double { Binomial.logTail(Int(grids), of: Int(deep), chance: Self.gridByChance) }
    var logAveraging: Double { Binomial.logTail(Int(averagedAndWon), of: Int(deep), chance: Self.averagingByChance) }

    /// A habit, not one basket: a plan that went wrong once looks the same.
    func isGrid(_ thresholds: GridThresholds) -> Bool { Int(grids) >= thresholds.minimumBaskets && logGrid <= thresholds.logP }
    func isAveraging(_ thresholds: GridThresholds) -> Bool { Int(averagedAndWon) >= thresholds.minimumBaskets && logAveraging <= thresholds.logP }

    var meanVariation: Double { grids > 0 ? Double(variations) / Double(grids) : 0 }
}

extension ScoreTerm {
    /// 0.3, or 0.4 for seven legs and more: they mostly lose, at once and more than the account may hold.
    static let grid = ScoreTerm(
        code: "grid", title: "Grid or averaging down",
        innocentExplanation: "A plan to scale in with a common stop (looked at: stops stated with the deals), or a single basket that went wrong.",
        logOdds: { verdict in verdict.patterns.contains(.grid) || verdict.patterns.contains(.averaging) ? verdict.patterns.depth >= 7 ? 0.4 : 0.3 : 0 },
        explain: { account, verdict, _ in
            let grid = account.history.patterns.grid
            let isGrid = verdict.patterns.contains(.grid)
            let even = isGrid ? ", \(grid.grids) of them at even steps (spread \(Figure.percent(grid.meanVariation)) of the step)" : ""
            let share = grid.adds > 0 ? Double(grid.losers) / Double(grid.adds) : 0
            let same = grid.adds > 0 ? Double(grid.sameSize) / Double(grid.adds) : 0
            return ScoreEvidence(
                text: "\(grid.averaged) of \(grid.deep) baskets of four legs and more averaged down\(even); \(Figure.percent(share)) of their legs were "
                    + "added to a loser, \(Figure.percent(same)) in the size of the leg before, at most \(grid.depth) legs deep.",
                pValue: pow(10, isGrid ? grid.logGrid : grid.logAveraging), interval: Share.wilson(Int(grid.averaged), of: Int(grid.deep)),
                n: Int(grid.deep), money: grid.net, deals: grid.recent)
        })
}
