/// The envelope of the models' bytes: what build they are of, and a sum that shows whether they are whole.
enum ToxicitySnapshot {
    /// Rises when a field, a feature or a step of learning comes to mean something else though its type stays.
    private static let revision: UInt64 = 1

    private static let layout: UInt64 = {
        var coder = SnapshotCoder.describing()
        var models = ToxicityModels()
        // Describing reads no bytes, so that nothing can be missing.
        guard (try? models.code(&coder)) != nil else { return 0 }
        return fingerprint(Array(coder.layout.utf8)) &+ revision
    }()

    static func sealed(_ bytes: [UInt8]) -> [UInt8] { bytes + word(layout) + word(fingerprint(bytes)) }

    static func opened(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 16 else { return nil }
        let content = Array(bytes.dropLast(16))
        return bytes.suffix(16).elementsEqual(word(layout) + word(fingerprint(content))) ? content : nil
    }

    private static func word(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) } }

    /// FNV-1a.
    private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
