import Brokerage
import Glibc

/// What links mean for one account: the part that goes into its score and alerts.
struct LinkStanding: Sendable, Equatable {
    struct Copying: Sendable, Equatable {
        /// The cluster's first member speaks for it in alerts.
        var isHead: Bool
        var members: Int
        var log10P: Double
        var pValue: Double { pow(10, log10P) }
        var similarity: Double
        var edgeProbability: Double?
        var concentration: HiddenConcentration?
        var text: String
        var deals: [DealID]
    }

    struct Mirroring: Sendable, Equatable {
        /// The smaller account speaks for the pair in alerts.
        var isHead: Bool
        var partner: Int64
        var log10P: Double
        var pValue: Double { pow(10, log10P) }
        var matches: Int
        var cancel: Double
        /// The house stands behind one of the two: credit, or a balance below zero.
        var isCovered: Bool
        /// Whether the other account was ever stopped out.
        var isPartnerStoppedOut = false
        /// Whether the other account holds over nights and was never charged a swap.
        var isPartnerSwapFree = false
        var text: String
        var deals: [DealID]
    }

    struct Blocked: Sendable, Equatable {
        var partner: Int64
        var probability: Double
        var text: String
    }

    /// Stands against a linked account with all it has, ahead of a gap.
    struct Gaming: Sendable, Equatable {
        /// The smaller account speaks for the pair in alerts.
        var isHead: Bool
        var partner: Int64
        var symbol: String
        var gap: Timestamp
        var deals: [DealID]
    }

    var copying: Copying?
    var mirroring: Mirroring?
    var blocked: Blocked?
    var gaming: Gaming?

    var isEmpty: Bool { copying == nil && mirroring == nil && blocked == nil && gaming == nil }
}
