import Brokerage
import Dispatch
import Risk

/// What of a desk's state has changed since it was last shown. Owned by the desk.
struct Publisher {
    /// Accounts that traded in one `accounts` event; the rest follows in the next.
    static let tradedPerEvent = 500
    /// Accounts that only quotes moved in one event: with thousands of them nobody could read all of that ten times a second.
    static let repricedPerEvent = 200

    /// Accounts whose view is out of date.
    var dirtyAccounts: Set<AccountID> = []
    /// Accounts whose view changed and was not yet told to the stream: those with new deals or another score, and those that only
    /// quotes moved.
    private var untoldTraded = AccountQueue()
    private var untoldRepriced = AccountQueue()
    /// Quotes came: what is open is worth something else.
    var isRevalued = false
    /// When all that is open was last looked at.
    private(set) var valuedAt = Timestamp.distantPast
    /// Positions or figures of the house changed.
    var isExposureDirty = true
    /// It was looked at since it was last told.
    var isExposureUntold = false
    var areConnectionsDirty = true
    var isFlushScheduled = false
    /// Telling the stream takes at most a tenth of the desk's time, however many accounts there are.
    private(set) var flushPause = DispatchTimeInterval.milliseconds(100)
    var generation: UInt64 = 0
    /// By id.
    var accounts: [AccountView] = []
    var places: [AccountID: Int] = [:]
    /// Accounts with something open: their figures move with every quote.
    var open: Set<AccountID> = []
    var exposure: [ExposureRow] = []
    /// Rows of exposure as they were last told to the stream, by key.
    var toldExposure: [String: ExposureRow] = [:]

    /// Nor do the views of accounts take more, with a pause of their own.
    private var viewsDueAt = DispatchTime.now()

    mutating func noteFlush(from begun: DispatchTime, to ended: DispatchTime) {
        let spent = (ended.uptimeNanoseconds - begun.uptimeNanoseconds) / 1_000_000
        flushPause = .milliseconds(max(100, Int(clamping: spent) * 9))
    }

    mutating func noteViews(from begun: DispatchTime, to ended: DispatchTime) {
        let spent = (ended.uptimeNanoseconds - begun.uptimeNanoseconds) / 1_000_000
        viewsDueAt = ended + .milliseconds(Int(clamping: spent) * 9)
    }

    func areViewsDue(at now: DispatchTime) -> Bool { now >= viewsDueAt }

    /// Whether all open positions are to be looked at now: quotes came, and it was not done a moment ago.
    mutating func takesRevaluation(at now: Timestamp) -> Bool {
        guard isRevalued, valuedAt + Published.valuationAge <= now || now < valuedAt else { return false }
        (isRevalued, valuedAt) = (false, now)
        return true
    }

    /// Rows that were told and are no longer there, emptied. Whoever follows events must see them end; they are told once.
    mutating func endExposure(beside rows: [ExposureRow]) -> [ExposureRow] {
        guard toldExposure.count > rows.count else { return [] }
        let keys = Set(rows.map(\.key))
        let ended = toldExposure.values.filter { !keys.contains($0.key) }.sorted { $0.key < $1.key }
        for row in ended { toldExposure[row.key] = nil }
        return ended.map(\.emptied)
    }

    var hasUntoldAccounts: Bool { !untoldTraded.isEmpty || !untoldRepriced.isEmpty }

    /// The accounts of the next event. They count as told.
    mutating func takeUntoldAccounts() -> [AccountView] {
        let taken = untoldTraded.take(Publisher.tradedPerEvent) + untoldRepriced.take(Publisher.repricedPerEvent)
        return taken.compactMap { places[$0].map { accounts[$0] } }
    }

    /// Enters a new view of an account.
    mutating func put(_ view: AccountView) {
        if view.figures.openPositions > 0 { open.insert(view.id) } else { open.remove(view.id) }
        guard let place = places[view.id] else {
            // Numbers grow with every account, so that a new one belongs at the end.
            places[view.id] = accounts.count
            accounts.append(view)
            return untoldTraded.insert(view.id)
        }
        let before = accounts[place]
        guard before.json != view.json else { return }
        accounts[place] = view
        if before.figures.deals == view.figures.deals, before.figures.score?.score == view.figures.score?.score {
            untoldRepriced.insert(view.id)
        } else {
            untoldTraded.insert(view.id)
        }
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
    /// When what is open was last looked at.
    var valuedAt = Timestamp.distantPast

    func current(at now: Timestamp) -> DeskView? {
        guard let view, !isDirty else { return nil }
        return isRevalued && valuedAt + Published.valuationAge < now ? nil : view
    }
}

extension ExposureRow {
    /// The row when nobody holds anything there any more.
    fileprivate var emptied: ExposureRow {
        var row = self
        (row.longLots, row.shortLots, row.netUnits) = (.zero, .zero, 0)
        (row.netUSD, row.floatingUSD, row.houseNetUSD) = (0, 0, 0)
        (row.limitShare, row.accounts, row.reason) = (limitShare.map { _ in 0 }, 0, nil)
        return row
    }
}
