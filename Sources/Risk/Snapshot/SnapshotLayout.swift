/// Names what snapshots of this build look like. One with another name is not read: the account is built from its deals again.
enum SnapshotLayout {
    /// Rises when a field of a snapshot comes to mean something else though its type stays.
    private static let revision = 1

    static let name: String = {
        var coder = SnapshotCoder.describing()
        var (state, links) = (AccountState(), LinkState(Linker(), accounts: []))
        // Describing reads no bytes, so that nothing can be missing.
        guard (try? state.code(&coder)) != nil, (try? links.code(&coder)) != nil,
            (try? RiskEngine.describeMarket(&coder)) != nil
        else { return "" }
        let text = "\(coder.layout) \(revision) \(ScoreScale.version) \(MemoryLayout<Int>.size)"
        return String(fingerprint(text), radix: 16)
    }()

    /// FNV-1a.
    private static func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
