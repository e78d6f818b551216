import Brokerage
import Glibc

/// Raising the lots after losses to win them back (risk-domain 6.5), along the trades of each symbol, and along all trades of the account:
/// some go from symbol to symbol.
struct MartingaleDetector: Sendable, BitwiseCopyable {
    private(set) var inSymbol = LotSteps()
    private(set) var inAccount = LotSteps()
    private var chain = LotChain()
    private var sizing = Sizing()
    private(set) var recent = RecentDeals()

    /// Along all trades of the account.
    mutating func add(_ opening: OpeningTrade) {
        guard opening.isFirst else { return }
        sizing.add(lots: Double(opening.lots), funds: opening.funds)
        guard let step = chain.opened(opening.lots, by: opening.deal) else { return }
        if inAccount.add(step) { recent.add(opening.deal) }
    }

    mutating func add(_ trip: RoundTrip) { chain.closed(trip) }

    /// Along the trades of one symbol.
    mutating func add(_ step: LotChain.Step) { _ = inSymbol.add(step) }

    /// The thread that shows it; nil when none does.
    func steps(_ thresholds: MartingaleThresholds) -> LotSteps? {
        guard !sizing.followsFunds else { return nil }
        if inSymbol.isClassic(thresholds) || inSymbol.isHidden(thresholds) { return inSymbol }
        if inAccount.isClassic(thresholds) || inAccount.isHidden(thresholds) { return inAccount }
        return nil
    }

    func isMartingale(_ thresholds: MartingaleThresholds) -> Bool { steps(thresholds) != nil }

    /// The longest run of raises, counted in steps.
    var depth: Int { Int(max(inSymbol.depth, inAccount.depth)) }

    /// Whether lots are a share of the funds: then they move with deposits and results, and it is no martingale that moves them.
    private struct Sizing: Sendable, BitwiseCopyable {
        private var n: Float = 0
        private var lotMean: Float = 0
        private var lotSquares: Float = 0
        private var shareMean: Float = 0
        private var shareSquares: Float = 0

        mutating func add(lots: Double, funds: Double) {
            guard lots > 0, funds > 0 else { return }
            let (lot, share) = (Float(log(lots)), Float(log(lots / funds)))
            // Counted to a hundred, then the newest weigh as much as one in a hundred.
            n = min(n + 1, 100)
            let (lotAway, shareAway) = (lot - lotMean, share - shareMean)
            lotMean += lotAway / n
            shareMean += shareAway / n
            lotSquares += lotAway * (lot - lotMean) - (n == 100 ? lotSquares / 100 : 0)
            shareSquares += shareAway * (share - shareMean) - (n == 100 ? shareSquares / 100 : 0)
        }

        /// Over funds the lots are at most half as spread as they are themselves.
        var followsFunds: Bool { n >= 10 && lotSquares > 0 && shareSquares < lotSquares / 4 }
    }
}

/// How far a martingale is from ruin (risk-domain 6.5).
enum MartingaleRuin {
    /// Loss at a level with every leg left open and the price one step past the last entry, in account currency.
    /// - Parameter stepValue: what one lot loses over one step.
    static func openLoss(level: Int, lots: Double, factor: Double, stepValue: Double) -> Double {
        var (loss, leg) = (0.0, lots)
        for passed in 0..<max(0, level) {
            loss += leg * Double(level - passed) * stepValue
            leg *= factor
        }
        return loss
    }

    /// Loss at a level with each trade closed at its own step.
    static func closedLoss(level: Int, lots: Double, factor: Double, stepValue: Double) -> Double {
        var (loss, leg) = (0.0, lots)
        for _ in 0..<max(0, level) {
            loss += leg * stepValue
            leg *= factor
        }
        return loss
    }
}

extension ScoreTerm {
    /// 0.2 a step of the deepest run, up to 0.8: such accounts mostly lose, but the last loss may be larger than the account.
    static let martingale = ScoreTerm(
        code: "martingale", title: "Martingale",
        innocentExplanation: "Sizing by a share of rising equity (looked at: lots over funds), or several systems in one account.",
        logOdds: { verdict in verdict.isMartingale ? min(0.2 * Double(verdict.depth), 0.8) : 0 },
        explain: { account, _, settings in
            let martingale = account.history.patterns.martingale
            let steps = martingale.steps(settings.martingale) ?? martingale.inSymbol
            let isClassic = steps.isClassic(settings.martingale)
            let raise = isClassic ? settings.martingale.ratio : LotSteps.raise
            let (raises, losses) = (steps.raises(raise), steps.afterLoss.count)
            let (factor, run) = (steps.afterLoss.median ?? 1, Int(steps.depth) + 2)
            let cost = MartingaleRuin.closedLoss(level: run, lots: 1, factor: factor, stepValue: 1)
            let won = steps.afterWin.median.map { ", \(Figure.text($0)) times after a win" } ?? ""
            return ScoreEvidence(
                text: "Lots are \(Figure.text(factor)) times those before after a loss (median)\(won); raised in "
                    + "\(raises) of \(losses) steps after a loss, at most \(steps.depth) in a row. A run of \(run) losses "
                    + "of one size of move costs \(Figure.text(cost, 1)) times the first.",
                pValue: pow(10, steps.logP(raise: raise)), interval: Share.wilson(raises, of: losses), n: losses,
                money: account.history.trips.net.statistic, deals: martingale.recent)
        })
}
