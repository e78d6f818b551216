import Brokerage
import Risk

/// What the engine says of ties between accounts.
enum EngineTies {
    /// Every two members of each copy cluster.
    static func copyPairs(of engine: RiskEngine) -> Set<TiedPair> {
        var pairs: Set<TiedPair> = []
        for cluster in engine.clusters() where cluster.kind == .copy {
            for one in cluster.members { for other in cluster.members where one < other { pairs.insert(pair(one, other)) } }
        }
        return pairs
    }

    /// Every two accounts with a proven link of the kind.
    static func linkedPairs(of engine: RiskEngine, _ places: [Int], kind: LinkKind) -> Set<TiedPair> {
        var pairs: Set<TiedPair> = []
        for place in places {
            for link in engine.links(of: TapeRun.id(place)) where link.kind == kind && link.isProven {
                pairs.insert(pair(TapeRun.id(place), link.account))
            }
        }
        return pairs
    }

    private static func pair(_ one: AccountID, _ other: AccountID) -> TiedPair { TiedPair(TapeRun.place(one), TapeRun.place(other)) }
}
