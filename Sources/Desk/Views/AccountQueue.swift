import Brokerage
import DequeModule

/// Accounts of which somebody has yet to be told, each once, in the order they came: so that none waits for ever behind others that
/// change all the time.
struct AccountQueue {
    private var order: Deque<AccountID> = []
    private var members: Set<AccountID> = []

    var isEmpty: Bool { order.isEmpty }

    mutating func insert(_ account: AccountID) {
        if members.insert(account).inserted { order.append(account) }
    }

    /// The accounts that wait longest, which then wait no more.
    mutating func take(_ most: Int) -> [AccountID] {
        let taken = Array(order.prefix(most))
        order.removeFirst(taken.count)
        members.subtract(taken)
        return taken
    }
}
