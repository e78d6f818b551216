import Brokerage

/// What an engine has learnt of all trades together, with the names of the symbols that it counts by.
private struct LearntState: SnapshotPart {
    var symbols: [UInt8] = []
    var models: [UInt8] = []
    var flows: [FlowImbalance] = []

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&symbols)
        try coder.list(&models)
        try coder.parts(&flows, empty: FlowImbalance())
    }
}

extension RiskEngine {
    /// What the models of toxicity and the tallies of flow have learnt, for ``restore(models:)``. No replay brings it back.
    public func modelSnapshot() -> [UInt8] {
        var state = LearntState(symbols: names(), models: toxicity.snapshot(), flows: flows)
        var coder = SnapshotCoder.writing()
        // Writing takes whatever there is.
        guard (try? state.code(&coder)) != nil else { return [] }
        return ToxicitySnapshot.sealed(coder.bytes)
    }

    /// Takes up what an earlier run of the same build had learnt. Called after ``restore(names:symbols:)`` and before anything else; where
    /// symbols are numbered otherwise than then, what was learnt of single ones is left out.
    /// - Returns: false, and nothing changed, for bytes that are not from ``modelSnapshot()`` of this build.
    public mutating func restore(models snapshot: [UInt8]) -> Bool {
        guard let bytes = ToxicitySnapshot.opened(snapshot) else { return false }
        var (state, coder) = (LearntState(), SnapshotCoder.reading(bytes))
        guard (try? state.code(&coder)) != nil, coder.isAtEnd, let models = ToxicityModels(snapshot: state.models) else { return false }
        toxicity = models
        if state.symbols == names(), state.flows.count <= market.underlyings.count {
            flows = state.flows
        } else {
            toxicity.forgetSymbols()
        }
        return true
    }
}
