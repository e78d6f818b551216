import Synchronization
import Tenancy

/// Counts the open connections of each address, so that nobody can take them all.
final class AddressConnections: Sendable {
    private let open = Mutex<[AddressRange: Int]>([:])
    private let most: Int

    init(most: Int) { self.most = most }

    /// Counts one more. - Returns: false when the address has as many as it may; then nothing is counted.
    func enter(_ site: AddressRange) -> Bool {
        open.withLock { open in
            let count = open[site, default: 0]
            guard count < most else { return false }
            open[site] = count + 1
            return true
        }
    }

    func leave(_ site: AddressRange) {
        open.withLock { open in
            guard let count = open[site] else { return }
            open[site] = count > 1 ? count - 1 : nil
        }
    }

    /// Addresses with a connection now.
    var count: Int { open.withLock { $0.count } }
}
