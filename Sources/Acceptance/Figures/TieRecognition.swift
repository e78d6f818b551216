import Brokerage
import Risk
import Simulator

/// Copy clusters and mirror pairs: pairs of accounts that were planted against those that the engine ties together.
struct TieRecognition {
    let runs: [TapeRun]

    func measures() -> [Measure] {
        copies() + mirrors() + identities()
    }

    private func copies() -> [Measure] {
        var (hits, found, planted) = (0, 0, 0)
        var wrong: [String: Int] = [:]
        for run in runs {
            let wanted = Self.pairs(run) { $0.cluster }
            let seen = EngineTies.copyPairs(of: run.engine)
            hits += seen.intersection(wanted).count
            found += seen.count
            planted += wanted.count
            Self.strangers(seen.subtracting(wanted), run, &wrong)
        }
        return [
            .share("copy.precision", hits, of: found, target: .atLeast(0.98), beside: Self.listed(wrong)),
            .share("copy.recall", hits, of: planted, target: .atLeast(0.95)),
        ]
    }

    private func mirrors() -> [Measure] {
        var (hits, found, planted) = (0, 0, 0)
        var (wrong, missed): ([String: Int], [String: Int]) = ([:], [:])
        for run in runs {
            let wanted = Self.pairs(run) { $0.pair }
            let seen = EngineTies.linkedPairs(of: run.engine, run.truth.judged, kind: .mirror)
            hits += seen.intersection(wanted).count
            found += seen.count
            planted += wanted.count
            Self.strangers(seen.subtracting(wanted), run, &wrong)
            Self.strangers(wanted.subtracting(seen), run, &missed, as: "missed_")
        }
        return [
            .share("mirror.recall", hits, of: planted, target: .atLeast(0.95), beside: Self.listed(missed)),
            .share("mirror.precision", hits, of: found, beside: Self.listed(wrong)),
        ]
    }

    /// Only pairs were planted that share a device or a card; households and public networks share an address and must not be linked.
    private func identities() -> [Measure] {
        var (hits, found) = (0, 0)
        for run in runs {
            let wanted = Self.pairs(run) { $0.pair }
            let seen = EngineTies.linkedPairs(of: run.engine, run.truth.judged, kind: .identity)
            hits += seen.intersection(wanted).count
            found += seen.count
        }
        return [.share("identity.precision", hits, of: found)]
    }

    private static func listed(_ counts: [String: Int]) -> [(String, Double)] { counts.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) } }

    /// Counts pairs by the behaviours of the two.
    private static func strangers(_ pairs: Set<TiedPair>, _ run: TapeRun, _ counts: inout [String: Int], as mark: String = "false_") {
        for pair in pairs {
            let names = [pair.low, pair.high].map { run.truth.planted[$0].behaviour.rawValue }.sorted()
            counts[mark + names.joined(separator: "_and_"), default: 0] += 1
        }
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
