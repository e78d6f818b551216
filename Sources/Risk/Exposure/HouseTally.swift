import Brokerage

/// What the figures of the whole tenant need of one account, as it was counted last.
struct CountedAccount: Sendable, BitwiseCopyable {
    var deals: Int32 = 0
    /// Position in the list of bands; −1 for accounts without a score.
    var band: Int32 = -1
    var newest = Int64.min
    /// Closed result of ``day`` in ``currency``, if the house bears it.
    var day = Int64.min
    var profit: Int64 = 0
    var currency: Int32 = 0

    init() {}

    /// - Parameter isBorne: whether the house bears the account's result.
    init(_ ledger: Ledger, band: RiskBand?, currency: Int, isBorne: Bool) {
        deals = Int32(truncatingIfNeeded: ledger.deals)
        self.band = band.flatMap { RiskBand.allCases.firstIndex(of: $0).map(Int32.init) } ?? -1
        newest = ledger.lastTime
        guard isBorne else { return }
        (day, profit) = (ledger.day, ledger.dayProfit.units)
        self.currency = Int32(truncatingIfNeeded: currency)
    }
}

extension ClientAccount {
    /// Counts the account anew.
    /// - Returns: as it was counted before.
    mutating func recount() -> CountedAccount {
        let before = counted
        counted = CountedAccount(history.ledger, band: brief?.band, currency: currency, isBorne: !isExcluded && book != .a)
        return before
    }
}

/// Counts over all accounts, kept as accounts change.
struct HouseTally: Sendable {
    private(set) var deals = 0
    private(set) var bands = [Int](repeating: 0, count: RiskBand.allCases.count)
    private(set) var newest = Int64.min
    /// The day whose results are summed, and they by currency (unknown ones first).
    private(set) var day = Int64.min
    private var profits: [Int128] = []
    /// Set when the newest deal went: only a new count can tell which is the newest now.
    private(set) var isStale = false

    init() {}

    init(day: Int64) { self.day = day }

    mutating func replace(_ old: CountedAccount, by new: CountedAccount) {
        deals += Int(new.deals) - Int(old.deals)
        if old.band >= 0 { bands[Int(old.band)] -= 1 }
        if new.band >= 0 { bands[Int(new.band)] += 1 }
        if old.newest == newest, new.newest < old.newest { isStale = true }
        newest = max(newest, new.newest)
        add(old, -1)
        add(new, 1)
    }

    private mutating func add(_ account: CountedAccount, _ sign: Int128) {
        guard account.day == day, account.profit != 0 else { return }
        let slot = Int(account.currency) + 1
        while profits.count <= slot { profits.append(0) }
        profits[slot] &+= sign &* Int128(account.profit)
    }

    var scored: Int { bands.reduce(0, +) }

    /// What the house's clients made on the day, in USD; nil with a reason.
    func closed(_ currencies: borrowing Currencies) -> (usd: Double?, reason: MissingReason?) {
        var usd = 0.0
        for (slot, profit) in profits.enumerated() where profit != 0 {
            guard let rate = currencies.usd(slot - 1) else { return (nil, slot == 0 ? .noCurrency : .noConversion) }
            usd += profit.statistic / 1e8 * rate
        }
        return (usd, nil)
    }
}
