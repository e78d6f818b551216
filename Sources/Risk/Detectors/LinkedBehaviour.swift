/// What links say of an account and detectors of single accounts cannot know (risk-domain 7.3). Nothing while no mirror pair is proven.
struct LinkedBehaviour: Sendable, BitwiseCopyable, Equatable {
    /// How sure it is that another account trades the opposite, 0 to 1.
    var mirror = 0.0
    /// Net over gross result of both together; one while there is no other.
    var netShare = 1.0
    /// Whether the other account was stopped out.
    var isPartnerStoppedOut = false
    /// Whether the other account holds over nights and was never charged a swap.
    var isPartnerSwapFree = false
}

extension ClientAccount {
    var linked: LinkedBehaviour {
        guard let mirroring = links.first?.mirroring else { return LinkedBehaviour() }
        let cancel = min(max(mirroring.cancel, 0), 1)
        return LinkedBehaviour(
            mirror: cancel, netShare: 1 - cancel, isPartnerStoppedOut: mirroring.isPartnerStoppedOut,
            isPartnerSwapFree: mirroring.isPartnerSwapFree)
    }
}
