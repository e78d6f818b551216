/// The truth about one simulated account, for whoever measures a risk engine: it is never part of what the engine is fed.
public struct PlantedAccount: Sendable {
    public var login: Int64
    public var behaviour: Behaviour
    /// Names the copy cluster that the account belongs to, its leader included.
    public var cluster: String?
    /// Names the mirror or bonus pair that the account belongs to.
    public var pair: String?
    /// True for demonstration accounts and the house's own: an engine has to leave them out.
    public var isExcluded: Bool
    /// Numbers of the behaviour, by name.
    public var parameters: [String: Double]

    init(_ entry: TruthEntry, group: TradeGroup) {
        (login, behaviour, cluster, pair) = (entry.login, entry.behaviour, entry.cluster, entry.pair)
        isExcluded = group.isDemo || group.name == GroupCatalogue.coverage
        parameters = Dictionary(entry.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
