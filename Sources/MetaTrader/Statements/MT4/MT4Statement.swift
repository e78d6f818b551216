import Brokerage

/// Turns an MT4 statement's rows into deals, positions and checks.
enum MT4Statement {
    static func statement(_ document: MT4Document, login: Int64) -> Statement {
        var statement = Statement(kind: .mt4Statement)
        statement.account = document.account
        statement.warnings = document.warnings
        let maker = MT4Deals(document, login: login)
        for trade in document.closed {
            let deals = maker.deals(of: trade)
            if deals.isEmpty { statement.warnings.append("Line \(trade.line): ticket \(trade.ticket) has no volume and was left out.") }
            statement.deals += deals
        }
        for trade in document.open {
            statement.deals += maker.deals(of: trade)
            statement.positions.append(maker.position(of: trade))
        }
        statement.deals += document.operations.map { maker.deal(of: $0) }
        statement.deals.sort { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
        var sums = MT4Sums(document)
        sums.check()
        statement.totals = sums.totals
        statement.checks = sums.checks
        statement.warnings += sums.warnings
        if let figures = statement.account.map({ sums.account($0) }) { statement.account = figures }
        return statement
    }
}

/// Sums up an MT4 statement and compares every line of sums that it has.
struct MT4Sums {
    private let document: MT4Document
    private(set) var totals = StatementTotals()
    private(set) var checks: [StatementCheck] = []
    private(set) var warnings: [String] = []

    init(_ document: MT4Document) { self.document = document }

    mutating func check() {
        sum()
        if let sums = document.closedSums {
            let line = "the sums of closed trades (line \(sums.line))"
            compare(.profit, sums.profit, line, rowsMissing)
            compare(.commission, sums.commission, line, rowsMissing)
            compare(.swap, sums.swap, line, rowsMissing)
            compare(.fee, sums.taxes, line, rowsMissing)
        }
        compare(.closed, ["closed p/l", "closed trade p/l"], rowsMissing)
        compare(.deposits, ["deposit/withdrawal"], "The statement may cover a part of the history only.")
        compare(.credit, ["credit facility", "total credit facility"], "Credit given before the first row is not in the file.")
        compare(.floating, ["floating p/l"], rowsMissing)
        checkBalance()
        checkEquity()
        compare(.netProfit, ["total net profit"], rowsMissing)
        compare(.grossProfit, ["gross profit"], rowsMissing)
        compare(.grossLoss, ["gross loss"], rowsMissing)
        compare(.trades, ["total trades"], countsDiffer)
        compare(.longTrades, ["long positions (won %)"], countsDiffer)
        compare(.shortTrades, ["short positions (won %)"], countsDiffer)
    }

    private let rowsMissing = "Rows may be missing from the file, or were edited."
    private let countsDiffer = "Trades closed against each other are counted differently by some builds."

    private mutating func sum() {
        let closed = document.closed
        totals.computed[.profit] = closed.reduce(.zero) { $0 + $1.profit }
        totals.computed[.commission] = closed.reduce(.zero) { $0 + $1.commission }
        totals.computed[.swap] = closed.reduce(.zero) { $0 + $1.swap }
        totals.computed[.fee] = closed.reduce(.zero) { $0 + $1.taxes }
        let net = closed.reduce(Money.zero) { $0 + $1.net }
        totals.computed[.closed] = net
        totals.computed[.netProfit] = net
        totals.computed[.grossProfit] = closed.reduce(.zero) { $1.net > .zero ? $0 + $1.net : $0 }
        totals.computed[.grossLoss] = closed.reduce(.zero) { $1.net < .zero ? $0 - $1.net : $0 }
        totals.computed[.trades] = Money(closed.count)
        totals.computed[.longTrades] = Money(closed.count { $0.side == .buy })
        totals.computed[.shortTrades] = Money(closed.count { $0.side == .sell })
        totals.computed[.deposits] = document.operations.reduce(.zero) { $1.action == .credit ? $0 : $0 + $1.amount }
        totals.computed[.credit] = document.operations.reduce(.zero) { $1.action == .credit ? $0 + $1.amount : $0 }
        totals.computed[.floating] = document.open.reduce(.zero) { $0 + $1.net }
        totals.computed[.balance] = (totals.computed[.deposits] ?? .zero) + net
    }

    private mutating func compare(_ figure: StatementFigure, _ stated: Money, _ line: String, _ why: String) {
        totals.stated[figure] = stated
        checks.append(.compare(figure, computed: totals.computed[figure] ?? .zero, stated: stated, line: line, otherwise: why))
    }

    private mutating func compare(_ figure: StatementFigure, _ labels: [String], _ why: String) {
        for label in labels {
            guard let (value, line) = document.figures[label] else { continue }
            return compare(figure, value, "“\(label)” (line \(line))", why)
        }
    }

    /// The balance is what stood before the first row plus all rows.
    private mutating func checkBalance() {
        guard let (stated, line) = document.figures["balance"] else { return }
        let computed = totals.computed[.balance] ?? .zero
        let before = document.figures["previous ledger balance"]?.value ?? .zero
        totals.computed[.balance] = computed + before
        compare(
            .balance, stated, "“balance” (line \(line))",
            "The history in the file does not reach back to the account's opening: a balance of \(stated - computed) stood before its first row.")
        if stated != computed + before {
            warnings.append("The statement covers a part of the account's history: its rows do not add up to the balance.")
        }
    }

    private mutating func checkEquity() {
        guard let balance = document.figures["balance"]?.value else { return }
        let credit = document.figures["credit facility"]?.value ?? document.figures["total credit facility"]?.value ?? .zero
        let floating = document.figures["floating p/l"]?.value ?? .zero
        if let (stated, line) = document.figures["equity"] {
            totals.computed[.equity] = balance + credit + floating
            compare(.equity, stated, "“equity” (line \(line))", "Equity is balance plus credit plus floating result.")
        }
        if let equity = document.figures["equity"]?.value, let margin = document.figures["margin"]?.value,
            let (stated, line) = document.figures["free margin"]
        {
            totals.stated[.margin] = margin
            totals.computed[.freeMargin] = equity - margin
            compare(.freeMargin, stated, "“free margin” (line \(line))", "Some servers leave floating results out of the free margin.")
        }
    }

    /// The account with the figures of the summary.
    func account(_ account: StatementAccount) -> StatementAccount {
        var account = account
        account.balance = document.figures["balance"]?.value
        account.credit = document.figures["credit facility"]?.value
        account.equity = document.figures["equity"]?.value
        account.margin = document.figures["margin"]?.value
        account.floating = document.figures["floating p/l"]?.value
        return account
    }
}
