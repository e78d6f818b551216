/// The house's result of a UTC day, cut several ways (risk-domain 2.3). USD at current rates; a gain of the house is positive.
public struct HouseResult: Sendable, Equatable {
    /// Days since 1970-01-01; it begins at 00:00 UTC.
    public var day: Int32
    public var total: ResultRow
    public var byBook: [ResultRow]
    public var bySymbol: [ResultRow]
    /// Books B and C, and the commissions of book A. What a provider's cover brought belongs to no group.
    public var byGroup: [ResultRow]
}

/// One cut of the house's result.
public struct ResultRow: Sendable, Equatable {
    public var key: String
    /// Closed, change of floating, swaps and commissions, less rebates, with the cover's result. Payments, credits and bonuses are no
    /// result. Nil with ``reason``.
    public var pnlUSD: Double?
    public var closedUSD = 0.0
    /// What open positions did since the close of the day before, at mids; those opened since, from their opening on.
    public var floatingChangeUSD: Double? = 0
    public var swapUSD = 0.0
    public var commissionUSD = 0.0
    /// Other charges and corrections of accounts.
    public var chargesUSD = 0.0
    /// Paid to introducers.
    public var rebatesUSD = 0.0
    /// What bonuses cost; not in the result.
    public var bonusUSD = 0.0
    /// What the provider's side brought against the clients it covers. Nil where no fills are known: book A then counts with its
    /// commissions alone.
    public var coverUSD: Double?
    /// What clients paid over the mid, on fills whose mid is known; stop losses, take profits and stop-outs left out.
    public var spreadCaptureUSD = 0.0
    /// What the mid did for them within ten and sixty seconds, and both together, on fills whose mids are known.
    public var tenSeconds = MarkoutResult()
    public var sixtySeconds = MarkoutResult()
    /// Opens and closes.
    public var turnoverUSD = 0.0
    public var deals = 0
    public var reason: MissingReason?

    /// USD a million of turnover (risk-domain 2.6).
    public var revenuePerMillion: Double? { pnlUSD.flatMap { Revenue.perMillion($0, turnover: turnoverUSD) } }

    init(key: String) { self.key = key }
}

/// Fills against the mid at a horizon (risk-domain 2.4). USD, house side.
public struct MarkoutResult: Sendable, Equatable {
    public var spreadCaptureUSD = 0.0
    public var adverseSelectionUSD: Double { markoutUSD - spreadCaptureUSD }
    public var markoutUSD = 0.0
    /// Fills that went in.
    public var n = 0
}
