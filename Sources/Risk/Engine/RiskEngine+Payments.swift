import Brokerage

extension RiskEngine {
    /// Counts how money came and went. Transfers are no deals and outlive a rebuild; give them once each, when a file is loaded too.
    mutating func notePayment(_ transfer: Transfer, of index: Int) {
        accounts[index].methods.add(transfer)
        accounts[index].history.isUnscored = true
        mark(index)
    }
}
