import Brokerage
import Risk
import Simulator

/// Copy clusters and mirror pairs: pairs of accounts that were planted against those that the engine ties together.
struct TieRecognition {
    let runs: [TapeRun]

    func measures() -> [Measure] {
        guard EngineTies.areThere else {
            return [.missing("copy.precision", "links are not there yet"), .missing("mirror.recall", "links are not there yet")]
        }
        return copies() + mirrors()
    }

    private func copies() -> [Measure] {
        var (hits, found, planted) = (0, 0, 0)
        for run in runs {
            let wanted = Self.pairs(run) { $0.cluster }
            let seen = EngineTies.copyPairs(of: run.engine, run.truth.judged)
            hits += seen.intersection(wanted).count
            found += seen.count
            planted += wanted.count
        }
        return [
            .share("copy.precision", hits, of: found, target: .atLeast(0.98)), .share("copy.recall", hits, of: planted, target: .atLeast(0.95)),
        ]
    }

    private func mirrors() -> [Measure] {
        var (hits, found, planted) = (0, 0, 0)
        for run in runs {
            let wanted = Self.pairs(run) { $0.pair }
            let seen = EngineTies.mirrorPairs(of: run.engine, run.truth.judged)
            hits += seen.intersection(wanted).count
            found += seen.count
            planted += wanted.count
        }
        return [.share("mirror.recall", hits, of: planted, target: .atLeast(0.95)), .share("mirror.precision", hits, of: found)]
    }

    /// Every two accounts with the same mark, of those that traded enough to be seen.
    private static func pairs(_ run: TapeRun, _ mark: (PlantedAccount) -> String?) -> Set<TiedPair> {
        var members: [String: [Int]] = [:]
        for place in run.truth.judged where run.watches[place].opens >= 5 {
            if let name = mark(run.truth.planted[place]) { members[name, default: []].append(place) }
        }
        var pairs: Set<TiedPair> = []
        for places in members.values {
            for one in places { for other in places where one < other { pairs.insert(TiedPair(one, other)) } }
        }
        return pairs
    }
}

/// Two accounts by their places, in either order.
struct TiedPair: Hashable {
    var low: Int
    var high: Int

    init(_ one: Int, _ other: Int) { (low, high) = (min(one, other), max(one, other)) }
}
