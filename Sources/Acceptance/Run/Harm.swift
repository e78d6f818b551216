import Simulator

/// What was planted, as the figures ask for it.
struct Truth {
    let planted: [PlantedAccount]
    /// Behaviour of each copy cluster's leader.
    private let leaders: [String: Behaviour]

    init(_ planted: [PlantedAccount]) {
        self.planted = planted
        leaders = Dictionary(planted.compactMap { entry in entry.cluster.flatMap { entry.behaviour == .copier ? nil : ($0, entry.behaviour) } }) {
            first, _ in first
        }
    }

    /// Whether an account was planted with an edge against the house, its own or its leader's.
    func hasEdge(_ index: Int) -> Bool {
        switch planted[index].behaviour {
        case .latency, .latencyHidden, .swing: true
        case .copier: planted[index].cluster.flatMap { leaders[$0] } == .swing
        default: false
        }
    }

    /// Whether nothing at all was planted that a house would want to know of: neither an edge nor a tie to another account.
    func isInnocent(_ index: Int) -> Bool { !hasEdge(index) && planted[index].pair == nil && planted[index].cluster == nil }

    /// Places of the accounts of these behaviours that an engine is asked about.
    func places(_ behaviours: Behaviour...) -> [Int] {
        planted.indices.filter { !planted[$0].isExcluded && behaviours.contains(planted[$0].behaviour) }
    }

    var judged: [Int] { planted.indices.filter { !planted[$0].isExcluded && planted[$0].behaviour != .agent } }
}
