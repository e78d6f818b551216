/// Who holds what, kept as accounts move: rows of exposure and revaluations then need no pass over the accounts.
struct HolderBook: Sendable {
    /// By instrument: the accounts that hold any, in no order.
    private var holders: [[Int32]] = []
    /// By underlying: how many clients hold any.
    private(set) var clients: [Int] = []
    /// By book (A, B, C): how many clients hold anything.
    private(set) var books = InlineArray<3, Int>(repeating: 0)
    private(set) var groups: [GroupSum] = []
    private var groupNumbers: [String: Int32] = [:]

    mutating func number(ofGroup name: String) -> Int32 {
        if let known = groupNumbers[name] { return known }
        let number = Int32(truncatingIfNeeded: groups.count)
        groups.append(GroupSum(name: name))
        groupNumbers[name] = number
        return number
    }

    func holders(of instrument: Int) -> [Int32] { instrument < holders.count ? holders[instrument] : [] }

    /// - Returns: where the account stands among the instrument's holders.
    mutating func add(_ account: Int, to instrument: Int) -> Int32 {
        while holders.count <= instrument { holders.append([]) }
        holders[instrument].append(Int32(truncatingIfNeeded: account))
        return Int32(truncatingIfNeeded: holders[instrument].count - 1)
    }

    /// The last takes the place of the removed one.
    /// - Returns: the account that moved to `slot`; nil when none did.
    mutating func remove(_ slot: Int32, from instrument: Int) -> Int? {
        guard instrument < holders.count, holders[instrument].indices.contains(Int(slot)) else { return nil }
        let last = holders[instrument].removeLast()
        guard Int(slot) < holders[instrument].count else { return nil }
        holders[instrument][Int(slot)] = last
        return Int(last)
    }

    mutating func count(_ change: Int, underlying: Int) {
        while clients.count <= underlying { clients.append(0) }
        clients[underlying] += change
    }

    mutating func count(_ change: Int, book: Int, group: Int32) {
        books[book] += change
        groups[Int(group)].accounts += change
    }

    mutating func move(_ instrument: Int, removed: Holding, added: Holding, group: Int32, isKept: Bool) {
        groups[Int(group)].move(instrument, removed: removed, added: added, isKept: isKept)
    }

    mutating func forgetClients() { clients = [] }
}
