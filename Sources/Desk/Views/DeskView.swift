import Brokerage
import Risk

/// A tenant's live state at one moment, for readers that must not wait for the desk. It never changes.
public final class DeskView: Sendable {
    /// Grows with every view of a desk.
    public let generation: UInt64
    public let madeAt: Timestamp
    /// By id.
    public let accounts: [AccountView]
    /// By id.
    public let connections: [ConnectionView]
    public let exposure: [ExposureRow]
    public let house: HouseFigures

    init(
        generation: UInt64, madeAt: Timestamp, accounts: [AccountView], connections: [ConnectionView], exposure: [ExposureRow], house: HouseFigures
    ) {
        (self.generation, self.madeAt, self.accounts, self.connections) = (generation, madeAt, accounts, connections)
        (self.exposure, self.house) = (exposure, house)
    }

    /// The account of that number, or nil.
    public func account(_ id: AccountID) -> AccountView? {
        var (low, high) = (0, accounts.count)
        while low < high {
            let middle = (low + high) / 2
            if accounts[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < accounts.count && accounts[low].id == id ? accounts[low] : nil
    }

    public func connection(_ id: ConnectionID) -> ConnectionView? { connections.first { $0.id == id } }
}
