/// The open positions of one account, found by ticket in constant time.
struct PositionBook: Sendable, SnapshotPart {
    private(set) var lives: [PositionLife] = []
    private var slots: [Int64: Int] = [:]

    var count: Int { lives.count }
    func slot(of ticket: Int64) -> Int? { slots[ticket] }

    subscript(slot: Int) -> PositionLife {
        get { lives[slot] }
        _modify { yield &lives[slot] }
    }

    /// - Returns: where it stands until something is removed.
    mutating func insert(_ life: PositionLife) -> Int {
        slots[life.ticket] = lives.count
        lives.append(life)
        return lives.count - 1
    }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&lives)
        if coder.isReading { number() }
    }

    /// Leaves what deals made: without the server's own words, and without positions of which only the server spoke.
    mutating func forgetStatements() {
        lives.removeAll { $0.isIncomplete }
        for slot in lives.indices { lives[slot].forgetStatement() }
        number()
    }

    private mutating func number() { slots = Dictionary(lives.enumerated().map { ($1.ticket, $0) }, uniquingKeysWith: { $1 }) }

    /// The last takes the place of the removed one.
    mutating func remove(at slot: Int) {
        slots[lives[slot].ticket] = nil
        let last = lives.removeLast()
        guard slot < lives.count else { return }
        slots[last.ticket] = slot
        lives[slot] = last
    }
}
