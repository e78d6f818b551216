/// What clients did in one instrument on a day, summed over accounts. USD at current rates, client side.
struct ClientDay: Sendable {
    var profit = 0.0
    var swap = 0.0
    var commission = 0.0
    var turnover = 0.0
    var deals = 0
    /// House side.
    var capture = 0.0
    var markouts = InlineArray<2, MarkoutResult>(repeating: MarkoutResult())
    /// What the day's trades added to what is open.
    var lots: Int64 = 0
    var cash: Int128 = 0

    mutating func add(_ cell: DayCell, rate: Double) {
        profit += Double(cell.profit) / 1e8 * rate
        swap += Double(cell.swap) / 1e8 * rate
        commission += Double(cell.commission) / 1e8 * rate
        turnover += Double(cell.turnover) / 100 * rate
        deals += Int(cell.deals)
        capture += Double(cell.capture) / 100 * rate
        for place in 0..<2 {
            markouts[place].markoutUSD += Double(cell.markouts[place].markout) / 100 * rate
            markouts[place].spreadCaptureUSD += Double(cell.markouts[place].capture) / 100 * rate
            markouts[place].n += Int(cell.markouts[place].n)
        }
        lots &+= cell.lots
        cash &+= cell.cash
    }
}

/// Everything that clients did on a day, by what it is cut by.
struct DayTable: Sendable {
    /// By book (A, B, C) and instrument.
    private(set) var books: [[ClientDay]]
    /// By group and instrument, books B and C; and of book A.
    private(set) var groups: [[Int: ClientDay]]
    private(set) var coveredGroups: [[Int: ClientDay]]
    /// By book: rebates, charges and bonuses, client side.
    private(set) var money = [AccountMoney](repeating: AccountMoney(), count: 3)
    private(set) var groupMoney: [AccountMoney]
    private(set) var reason: MissingReason?

    struct AccountMoney: Sendable {
        var rebates = 0.0
        var charges = 0.0
        var bonus = 0.0

        mutating func add(_ day: borrowing DayBook, rate: Double) {
            rebates += Double(day.rebates) / 1e8 * rate
            charges += Double(day.charges) / 1e8 * rate
            bonus += Double(day.bonus) / 1e8 * rate
        }
    }

    init(instruments: Int, groups: Int) {
        books = [[ClientDay]](repeating: [ClientDay](repeating: ClientDay(), count: instruments), count: 3)
        self.groups = [[Int: ClientDay]](repeating: [:], count: groups)
        coveredGroups = self.groups
        groupMoney = [AccountMoney](repeating: AccountMoney(), count: groups)
    }

    mutating func add(_ account: borrowing ClientAccount, _ market: borrowing Market) {
        guard let rate = market.currencies.usd(account.currency) else {
            reason = account.currency == Currencies.unknown ? .noCurrency : .noConversion
            return
        }
        let (book, group) = (account.book.position, Int(account.groupNumber))
        for cell in account.history.today.cells where cell.instrument >= 0 && cell.instrument < books[book].count {
            let number = Int(cell.instrument)
            books[book][number].add(cell, rate: rate)
            if book == 0 {
                coveredGroups[group][number, default: ClientDay()].add(cell, rate: rate)
            } else {
                groups[group][number, default: ClientDay()].add(cell, rate: rate)
            }
        }
        money[book].add(account.history.today, rate: rate)
        groupMoney[group].add(account.history.today, rate: rate)
    }
}
