import Bridge
import Brokerage
import Risk
import Tenancy

/// What a desk holds in memory: the risk engine and the register of accounts. All of it can be built again from the tenant's file.
struct DeskState {
    var engine = RiskEngine()
    var accounts = AccountRegister()
    /// Symbols as they were last described, so that only changes are stored.
    var symbols: [SymbolKey: Symbol] = [:]
    /// Open positions as the servers stated them or deals built them, so that vanished ones can be closed.
    var positions: [AccountID: [Int64: Position]] = [:]
    /// Accounts that are scored; nil for any number.
    var accountLimit: Int?
    var keeper = SnapshotKeeper(namesKept: nil)
    /// Rises whenever the history of an account was changed elsewhere than at its end.
    var rewrites = 0
    var nextPopulationRefresh = Timestamp.distantPast

    struct SymbolKey: Hashable {
        var connection: ConnectionID
        var name: String
    }

    init(accountLimit: Int?) { self.accountLimit = accountLimit }

    /// True while another account may still be scored under the plan.
    var hasRoomForScored: Bool {
        guard let accountLimit else { return true }
        return accounts.scoredCount < accountLimit
    }

    /// Takes accounts into the plan and out of it.
    mutating func score(_ added: [AccountID], _ removed: [AccountID]) {
        for (ids, isScored) in [(added, true), (removed, false)] {
            for id in ids {
                accounts.setScored(id, isScored)
                engine.setScored(id, isScored)
            }
        }
    }
}
