import Brokerage
import Risk

/// What the engine says of ties between accounts.
enum EngineTies {
    static let areThere = false

    static func copyPairs(of engine: RiskEngine, _ places: [Int]) -> Set<TiedPair> { [] }
    static func mirrorPairs(of engine: RiskEngine, _ places: [Int]) -> Set<TiedPair> { [] }
}
