import Brokerage

/// Sums up an MT5 report and compares every line of sums that it has. Labels are in the terminal's language, so a figure is known by its
/// place and by what it must equal.
struct MT5Sums {
    private let document: MT5Document
    private let ledger: MT5Ledger
    private(set) var totals = StatementTotals()
    private(set) var checks: [StatementCheck] = []
    private(set) var warnings: [String] = []
    private let block: MT5Figures

    init(_ document: MT5Document, _ ledger: MT5Ledger) {
        (self.document, self.ledger) = (document, ledger)
        block = MT5Figures(document.figures)
    }

    mutating func check() {
        sumDeals()
        checkRunningBalance()
        checkSumsRow()
        checkPositions()
        checkSummary()
        checkResults()
        if let opening = ledger.opening, !opening.isZero {
            warnings.append("The report begins with a balance of \(opening): the account's earlier history is not in it.")
        }
    }

    private let rowsMissing = "Rows may be missing from the file, or were edited."

    // MARK: Sums

    private mutating func sumDeals() {
        let trades = ledger.rows.filter { $0.deal.side != nil }
        let rest = ledger.rows.filter { $0.deal.side == nil }
        if document.hasDeals {
            totals.computed[.profit] = trades.reduce(.zero) { $0 + $1.deal.profit }
            totals.computed[.commission] = ledger.rows.reduce(.zero) { $0 + $1.deal.commission }
            totals.computed[.swap] = ledger.rows.reduce(.zero) { $0 + $1.deal.swap }
            totals.computed[.fee] = ledger.rows.reduce(.zero) { $0 + $1.deal.fee }
            totals.computed[.closed] = trades.reduce(.zero) { $0 + $1.deal.net }
            totals.computed[.trades] = Money(trades.count { $0.deal.entry != .in })
        } else {
            totals.computed[.profit] = document.positions.reduce(.zero) { $0 + $1.profit }
            totals.computed[.commission] = document.positions.reduce(.zero) { $0 + $1.commission }
            totals.computed[.swap] = document.positions.reduce(.zero) { $0 + $1.swap }
            totals.computed[.fee] = document.positions.reduce(.zero) { $0 + $1.fee }
            totals.computed[.closed] = document.positions.reduce(.zero) { $0 + $1.net }
            totals.computed[.trades] = Money(document.positions.count)
        }
        totals.computed[.netProfit] = totals.computed[.closed]
        totals.computed[.deposits] = rest.reduce(.zero) { $1.deal.action == .balance ? $0 + $1.deal.profit : $0 }
        totals.computed[.credit] = rest.reduce(.zero) { $1.deal.action == .credit ? $0 + $1.deal.profit : $0 }
        totals.computed[.floating] = document.open.reduce(.zero) { $0 + ($1.profit ?? .zero) + $1.swap }
        totals.computed[.balance] = ledger.closing
    }

    private mutating func compare(_ figure: StatementFigure, _ computed: Money, _ stated: Money, _ line: String, _ why: String) {
        totals.computed[figure] = computed
        totals.stated[figure] = stated
        checks.append(.compare(figure, computed: computed, stated: stated, line: line, otherwise: why))
    }

    /// Compares with the one of several ways of counting that the file uses, or with the first.
    private mutating func compare(_ figure: StatementFigure, anyOf candidates: [Money], _ stated: Money, _ line: String, _ why: String) {
        guard let first = candidates.first else { return }
        compare(figure, candidates.contains(stated) ? stated : first, stated, line, why)
    }

    // MARK: Comparisons

    private mutating func checkRunningBalance() {
        guard let stated = ledger.statedClosing, let computed = ledger.closing else { return }
        totals.stated[.runningBalance] = stated
        totals.computed[.runningBalance] = computed
        guard let first = ledger.firstBreak else {
            let explanation = "The balance beside every one of \(ledger.rows.count) deals follows from the one before."
            checks.append(StatementCheck(figure: .runningBalance, computed: computed, stated: stated, explanation: explanation))
            return
        }
        checks.append(
            StatementCheck(
                figure: .runningBalance, computed: first.computed, stated: first.stated,
                explanation: "The balance of line \(first.line) is stated as \(first.stated), the rows give \(first.computed), a difference of "
                    + "\(first.stated - first.computed); \(ledger.breaks) rows do not follow. \(rowsMissing)"))
    }

    private mutating func checkSumsRow() {
        guard let sums = document.sums else { return }
        let line = "the sums of deals (line \(sums.line))"
        if let stated = sums.commission { compare(.commission, totals.computed[.commission] ?? .zero, stated, line, rowsMissing) }
        if let stated = sums.fee { compare(.fee, totals.computed[.fee] ?? .zero, stated, line, rowsMissing) }
        if let stated = sums.swap { compare(.swap, totals.computed[.swap] ?? .zero, stated, line, rowsMissing) }
        if let stated = sums.profit {
            // Builds differ in whether deposits count as profit in this line.
            let trades = totals.computed[.profit] ?? .zero
            let all = ledger.rows.reduce(Money.zero) { $0 + $1.deal.profit }
            let withoutCredit = ledger.rows.reduce(Money.zero) { ledger.changesBalance($1) ? $0 + $1.deal.profit : $0 }
            let withoutDeposits = ledger.rows.reduce(Money.zero) {
                $1.deal.action == .balance || $1.deal.action == .credit ? $0 : $0 + $1.deal.profit
            }
            let isOther = [all, withoutCredit, withoutDeposits].contains(stated) && stated != trades
            compare(.profit, isOther ? stated : trades, stated, isOther ? line + ", which counts operations on the balance" : line, rowsMissing)
            if isOther { totals.computed[.profit] = trades }
        }
        if let stated = sums.balance, let closing = ledger.closing { compare(.balance, closing, stated, line, rowsMissing) }
    }

    /// Positions and deals tell the same story, unless positions were opened before the report or are open still.
    private mutating func checkPositions() {
        guard document.hasDeals, !document.positions.isEmpty else { return }
        let positions = document.positions.reduce(Money.zero) { $0 + $1.profit + $1.swap }
        let deals = ledger.rows.reduce(Money.zero) { $1.deal.side == nil ? $0 : $0 + $1.deal.profit + $1.deal.swap }
        totals.stated[.positions] = positions
        compare(
            .positions, deals, positions, "profit and swap",
            "Positions that were closed in part, or outside the report's period, stand in one table only.")
    }

    private mutating func checkSummary() {
        guard let summary = block.summary else { return }
        let line = "the summary (line \(summary.line))"
        if let closing = ledger.closing {
            compare(.balance, closing, summary.balance, line, "The report may end before the day on which it was written.")
        }
        compare(.floating, totals.computed[.floating] ?? .zero, summary.floating, line, "The report may not list the open positions.")
        totals.stated[.credit] = summary.credit
        compare(
            .equity, summary.balance + summary.credit + summary.floating, summary.equity, line, "Equity is balance plus credit plus floating result.")
        if let margin = summary.margin, let free = summary.freeMargin {
            totals.stated[.margin] = margin
            compare(.freeMargin, summary.equity - margin, free, line, "Some servers leave credit or floating results out of the free margin.")
        }
    }

    private mutating func checkResults() {
        guard let results = block.results else { return }
        let line = "the results (line \(results.line))"
        let trades = totals.computed[.closed] ?? .zero
        let positions = document.positions.reduce(Money.zero) { $0 + $1.net }
        let withCharges = ledger.rows.reduce(Money.zero) { $1.deal.action == .balance || $1.deal.action == .credit ? $0 : $0 + $1.deal.net }
        totals.stated[.grossProfit] = results.grossProfit
        totals.stated[.grossLoss] = results.grossLoss
        compare(
            .netProfit, anyOf: [trades, positions, withCharges], results.netProfit, line, "Rows may be missing, or the results cover another period.")
        guard let count = block.trades else { return }
        let computed = [totals.computed[.trades] ?? .zero, Money(document.positions.count)]
        compare(
            .trades, anyOf: computed, count.trades, "the results (line \(count.line))",
            "Closes in several parts are counted differently by some builds.")
    }

    /// The account with the figures of the summary.
    func account(_ account: StatementAccount) -> StatementAccount {
        var account = account
        account.balance = block.summary?.balance ?? document.sums?.balance ?? ledger.statedClosing
        account.credit = block.summary?.credit
        account.equity = block.summary?.equity
        account.margin = block.summary?.margin
        account.floating = block.summary?.floating
        return account
    }
}
