import Glibc

/// How the factors moved from day to day, and together (risk-domain 3.1).
///
/// Moves are log returns of the value in USD; of a factor whose value was ever zero or less they are the plain differences, since nothing
/// else can be said of those.
struct FactorModel: Sendable {
    /// Fewer moves than this say nothing of a factor.
    static let minimumDays = 20
    /// Older moves weigh nothing in ``covariance``.
    private static let covarianceDays = 250

    let factors: [RiskFactor]
    /// The days on which the moves ended, oldest first.
    let days: [Int32]
    /// By factor; not a number where unknown.
    let moves: [[Double]]
    /// Whether the factor's moves are differences in USD instead of returns.
    let isAbsolute: [Bool]
    /// Known moves of a factor.
    let counts: [Int]
    /// Of the daily moves, row after row.
    let covariance: [Double]
    private let positions: [RiskFactor: Int]
    /// By instrument: where its asset and its profit currency stand in ``factors``; −1 where it has none.
    private let assets: [Int32]
    private let profits: [Int32]

    init(_ history: DailyHistory, _ market: Market, today: Int32, limit: Int) {
        let series = FactorSeries(history, market, today: today, limit: limit + 1)
        let factors = Self.factors(market)
        self.factors = factors
        var moves: [[Double]] = []
        var isAbsolute: [Bool] = []
        for factor in factors {
            let values = series.values(of: factor)
            let isPlain = values.contains { $0 <= 0 }
            isAbsolute.append(isPlain)
            moves.append(values.isEmpty ? [Double](repeating: .nan, count: max(0, series.days.count - 1)) : Self.moves(values, isPlain))
        }
        self.moves = moves
        self.isAbsolute = isAbsolute
        days = Array(series.days.dropFirst())
        counts = moves.map { $0.count { !$0.isNaN } }
        covariance = Self.covariance(moves.map { Array($0.suffix(Self.covarianceDays)) })
        let positions = Dictionary(uniqueKeysWithValues: factors.enumerated().map { ($1, $0) })
        self.positions = positions
        assets = market.instruments.indices.map { Int32(positions[market.assetFactor(of: $0)] ?? -1) }
        profits = market.instruments.indices.map { number in
            Int32(market.profitFactor(of: number).flatMap { positions[$0] } ?? -1)
        }
    }

    /// Every factor of every instrument but USD, which does not move.
    private static func factors(_ market: Market) -> [RiskFactor] {
        var all: Set<RiskFactor> = []
        for number in market.instruments.indices {
            all.insert(market.assetFactor(of: number))
            if let profit = market.profitFactor(of: number) { all.insert(profit) }
        }
        all.remove(.currency(Currencies.usd))
        return all.sorted()
    }

    private static func moves(_ values: [Double], _ isAbsolute: Bool) -> [Double] {
        guard values.count > 1 else { return [] }
        return (1..<values.count).map { isAbsolute ? values[$0] - values[$0 - 1] : log(values[$0] / values[$0 - 1]) }
    }

    /// Fading sums of products over the days on which both moved.
    private static func covariance(_ moves: [[Double]]) -> [Double] {
        let count = moves.count
        guard let n = moves.first?.count else { return [] }
        let weights = EwmaVariance.weights(n)
        let known = moves.map { $0.map { $0.isNaN ? 0 : 1.0 } }
        let filled = moves.map { $0.map { $0.isNaN ? 0 : $0 } }
        var covariance = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            let own = zip(filled[row], weights).map { $0 * $1 }
            let ownKnown = zip(known[row], weights).map { $0 * $1 }
            for column in row..<count {
                let sum = dot(own, filled[column])
                let weight = dot(ownKnown, known[column])
                let value = weight > 0 ? sum / weight : 0
                (covariance[row * count + column], covariance[column * count + row]) = (value, value)
            }
        }
        return covariance
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for position in 0..<min(left.count, right.count) { sum += left[position] * right[position] }
        return sum
    }

    // MARK: Questions

    func position(of factor: RiskFactor) -> Int? { positions[factor] }

    /// Whether enough is known of a factor's moves.
    func isKnown(_ position: Int) -> Bool { counts[position] >= Self.minimumDays }

    /// Deviation of a day's move: a share of the value, or USD where ``isAbsolute``. Nil for unknown factors.
    func deviation(of position: Int) -> Double? {
        isKnown(position) ? max(0, covariance[position * factors.count + position]).squareRoot() : nil
    }

    /// Where an instrument's two factors stand; −1 where it has none. Nil for an instrument that is newer than the model.
    func positions(of instrument: Int) -> (asset: Int, profit: Int)? {
        guard instrument < assets.count else { return nil }
        return (Int(assets[instrument]), Int(profits[instrument]))
    }

    /// What a leg's factor must move by to change the book by so much: USD for returns, units for plain differences.
    func exposure(_ units: Double, of position: Int, usd: Double) -> Double { isAbsolute[position] ? units : units * usd }

    /// The change that a day's move brings to an ``exposure(_:of:usd:)``, exactly.
    func change(_ exposure: Double, of position: Int, on day: Int) -> Double {
        let move = moves[position][day]
        return exposure * (isAbsolute[position] ? move : expm1(move))
    }
}
