import Brokerage
import Risk

/// What of a desk's state has changed since it was last shown. Owned by the desk.
struct Publisher {
    /// Accounts in one `accounts` event; the rest follows in the next.
    static let accountsPerEvent = 500

    /// Accounts whose view is out of date.
    var dirtyAccounts: Set<AccountID> = []
    /// Accounts whose view changed and was not yet told to the stream.
    var untoldAccounts: Set<AccountID> = []
    /// Quotes came: what is open is worth something else.
    var isRevalued = false
    /// Positions or figures of the house changed.
    var isExposureDirty = true
    var areConnectionsDirty = true
    var isFlushScheduled = false
    var generation: UInt64 = 0
    /// By id.
    var accounts: [AccountView] = []
    var places: [AccountID: Int] = [:]
    /// Accounts with something open: their figures move with every quote.
    var open: Set<AccountID> = []
    var exposure: [ExposureRow] = []
    /// Rows of exposure as they were last told to the stream, by key.
    var toldExposure: [String: ExposureRow] = [:]

    /// Enters a new view of an account. - Returns: false when nothing in it changed.
    mutating func put(_ view: AccountView) -> Bool {
        if view.figures.openPositions > 0 { open.insert(view.id) } else { open.remove(view.id) }
        guard let place = places[view.id] else {
            // Numbers grow with every account, so that a new one belongs at the end.
            places[view.id] = accounts.count
            accounts.append(view)
            return true
        }
        guard accounts[place].json != view.json else { return false }
        accounts[place] = view
        return true
    }
}

/// The newest view of a desk, and whether it still holds. Read from any thread.
struct Published {
    /// Quotes may be this old in a view before it is made anew.
    static let valuationAge = Duration.milliseconds(250)

    var view: DeskView?
    /// Something was committed since.
    var isDirty = true
    /// Quotes came since.
    var isRevalued = false

    func current(at now: Timestamp) -> DeskView? {
        guard let view, !isDirty else { return nil }
        return isRevalued && view.madeAt + Published.valuationAge < now ? nil : view
    }
}
