/// What the clients of one group hold, by instrument.
struct GroupSum: Sendable {
    let name: String
    /// Accounts that hold something.
    var accounts = 0
    /// By instrument: where it stands in the lists below; −1 where the group never held any.
    private var slots: [Int32] = []
    private var all: [Holding] = []
    private var kept: [Holding] = []

    init(name: String) { self.name = name }

    mutating func move(_ instrument: Int, removed: Holding, added: Holding, isKept: Bool) {
        let slot = slot(of: instrument)
        all[slot].remove(removed)
        all[slot].add(added)
        guard isKept else { return }
        kept[slot].remove(removed)
        kept[slot].add(added)
    }

    private mutating func slot(of instrument: Int) -> Int {
        if instrument < slots.count, slots[instrument] >= 0 { return Int(slots[instrument]) }
        while slots.count <= instrument { slots.append(-1) }
        slots[instrument] = Int32(truncatingIfNeeded: all.count)
        all.append(Holding())
        kept.append(Holding())
        return all.count - 1
    }

    /// What is held, by instrument.
    func forEach(_ body: (_ instrument: Int, _ all: Holding, _ kept: Holding) -> Void) {
        for (instrument, slot) in slots.enumerated() where slot >= 0 && !all[Int(slot)].isEmpty {
            body(instrument, all[Int(slot)], kept[Int(slot)])
        }
    }
}
