/// The open positions of one account, found by ticket in constant time.
struct PositionBook: Sendable {
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

    /// The last takes the place of the removed one.
    mutating func remove(at slot: Int) {
        slots[lives[slot].ticket] = nil
        let last = lives.removeLast()
        guard slot < lives.count else { return }
        slots[last.ticket] = slot
        lives[slot] = last
    }
}
