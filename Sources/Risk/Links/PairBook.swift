/// The watched pairs of one kind, found by their two accounts in constant time.
struct PairBook: Sendable, SnapshotPart {
    let kind: LinkKind
    private(set) var records: [PairRecord] = []
    /// Beside ``records`` for mirror pairs, else empty.
    private(set) var ledgers: [MirrorLedger] = []
    private var positions: [UInt64: Int32] = [:]

    init(_ kind: LinkKind) { self.kind = kind }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&records)
        try coder.list(&ledgers)
        guard coder.isReading else { return }
        positions = Dictionary(
            records.enumerated().map { (Self.key($1.a, $1.b), Int32(truncatingIfNeeded: $0)) }, uniquingKeysWith: { $1 })
    }

    func position(_ first: Int32, _ second: Int32) -> Int? {
        records.isEmpty ? nil : positions[Self.key(first, second)].map { Int($0) }
    }

    mutating func withRecord<Result>(_ position: Int, _ change: (inout PairRecord) -> Result) -> Result { change(&records[position]) }

    mutating func withLedger(_ position: Int, _ change: (inout MirrorLedger) -> Void) {
        guard ledgers.indices.contains(position) else { return }
        change(&ledgers[position])
    }

    mutating func insert(_ record: PairRecord) -> Int {
        positions[Self.key(record.a, record.b)] = Int32(records.count)
        records.append(record)
        if kind == .mirror { ledgers.append(MirrorLedger()) }
        return records.count - 1
    }

    /// The last takes the place of the removed one.
    mutating func remove(at position: Int) {
        positions[Self.key(records[position].a, records[position].b)] = nil
        let last = records.removeLast()
        let ledger = kind == .mirror ? ledgers.removeLast() : nil
        guard position < records.count else { return }
        records[position] = last
        if let ledger { ledgers[position] = ledger }
        positions[Self.key(last.a, last.b)] = Int32(position)
    }

    /// The pair that says least; the one of later accounts among equals.
    var weakest: Int? {
        records.indices.max { left, right in
            (records[left].finding.log10P, records[left].a, records[left].b) < (records[right].finding.log10P, records[right].a, records[right].b)
        }
    }

    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        let (low, high) = (min(first, second), max(first, second))
        return UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
    }
}
