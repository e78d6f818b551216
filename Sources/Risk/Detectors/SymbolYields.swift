import Brokerage
import Glibc

/// One account's results in one symbol, a cluster of trades an observation, so that the symbol can be held against all others
/// (risk-domain 6.14).
struct SymbolYields: Sendable, BitwiseCopyable {
    private(set) var all = SampleSums()
    private var day: Int32 = .min
    private(set) var days: UInt16 = 0
    private var today = Part()
    private var best = Part()

    /// A day's part; less precise than the whole, and short.
    private struct Part: Sendable, BitwiseCopyable {
        var n: Float = 0
        var sum: Float = 0
        var squares: Float = 0

        var sums: SampleSums { SampleSums(n: Double(n), sum: Double(sum), squares: Double(squares)) }
    }

    mutating func add(_ cluster: TripCluster) {
        let result = cluster.mean
        all.add(result)
        let day = Int32(clamping: Whole.floorDivide(cluster.since, 86_400_000_000))
        if day != self.day {
            if today.sum > best.sum { best = today }
            (self.day, today, days) = (day, Part(), min(days, .max - 1) + 1)
        }
        today.n += 1
        today.sum += Float(result)
        today.squares += Float(result * result)
    }

    /// Without the day that earned most: one day of news is no habit.
    var withoutBestDay: SampleSums { all - (today.sum > best.sum ? today : best).sums }
}

/// A symbol in which a client earns as nowhere else.
struct Sniping: Sendable, Equatable {
    /// Place of the symbol in the account's list.
    var symbol: Int
    var here: SampleSums
    var elsewhere: SampleSums
    /// The smaller of the tests with and without the best day.
    var t: Double
    /// log₁₀ p, raised for the number of symbols looked at.
    var logP: Double

    /// The symbol that stands out most of those with enough trades; nil when none could be tested.
    init?(_ history: borrowing ClientHistory, _ thresholds: SnipingThresholds) {
        var found: (symbol: Int, here: SampleSums, test: Welch)?
        var tested = 0.0
        for index in history.symbols.indices where history.symbols[index].yields.all.n >= Double(thresholds.minimumTrades) {
            let yields = history.symbols[index].yields
            let elsewhere = history.observations - yields.all
            guard Int(yields.days) >= thresholds.minimumDays, let whole = Welch(yields.all, elsewhere) else { continue }
            tested += 1
            guard whole.t > 0, let rest = Welch(yields.withoutBestDay, elsewhere) else { continue }
            let test = rest.t < whole.t ? rest : whole
            if test.t > found?.test.t ?? 0 { found = (index, yields.all, test) }
        }
        guard let found else { return nil }
        (symbol, here, elsewhere, t) = (found.symbol, found.here, history.observations - found.here, found.test.t)
        logP = min(found.test.logP + log10(tested), 0)
    }
}

extension ScoreTerm {
    /// 0.2 a power of ten, up to 1.2.
    static let sniping = ScoreTerm(
        code: "sniping", title: "One symbol, unlike the others",
        innocentExplanation: "The client knows this market; or the house quotes it badly, which is for the pricing owner to mend.",
        logOdds: { verdict in verdict.patterns.contains(.sniping) ? 0.2 * verdict.evidence(.sniping) : 0 },
        explain: { account, verdict, settings in
            guard let found = Sniping(account.history, settings.patterns.sniping) else { return ScoreEvidence(text: "", n: 0) }
            return ScoreEvidence(
                text: "In one symbol the client makes \(Figure.text(found.here.mean)) bps in \(Figure.text(found.here.n, 0)) results, elsewhere "
                    + "\(Figure.text(found.elsewhere.mean)) bps in \(Figure.text(found.elsewhere.n, 0)); t = \(Figure.text(found.t)), also without his best day.",
                pValue: verdict.tests[.sniping].map { pow(10, $0) }, n: Int(found.here.n), money: nil, deals: account.history.recentOpens)
        })
}
