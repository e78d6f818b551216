import Brokerage
import JSON

/// A daily report: an account at the end of a server day, with what changed since the end before.
struct DailyReport: Sendable {
    var account: Int
    var day: DaySnapshot
    var before: DaySnapshot?
    /// Sums of the day's balance operations and closing deals by what they were.
    var sums: [BookedDeal.Action: Money] = [:]
    var closedProfit = Money.zero
    var storage = Money.zero
    var commission = Money.zero
}

extension JSONWriter {
    /// A daily report with every field of the record. The full form states the lists too, which are empty at the end of a day in this simulation.
    mutating func daily(_ report: DailyReport, _ server: TradingServer, isLight: Bool, _ stamps: inout Stamps) {
        let account = server.accounts[report.account]
        let group = server.groups[account.group]
        let digits = group.currencyDigits
        let worth = report.day.worth
        beginObject()
        // Hundred-nanosecond steps since 1601, in true UTC.
        whole("Timestamp", (report.day.time / 1000 + 11_644_473_600) * 10_000_000)
        whole("Datetime", stamps.seconds(report.day.time))
        whole("DatetimePrev", stamps.seconds(report.before?.time ?? 0))
        whole("Login", account.login)
        text("Name", "Client \(account.login)")
        text("Group", group.name)
        text("Currency", group.currency)
        whole("CurrencyDigits", digits)
        text("Company", "Simulated Brokerage")
        text("EMail", "client\(account.login)@example.com")
        decimal("Balance", report.day.balance, places: digits)
        decimal("Credit", report.day.credit, places: digits)
        for name: StaticString in ["InterestRate", "CommissionDaily", "CommissionMonthly", "AgentDaily", "AgentMonthly"] {
            decimal(name, Money.zero, places: digits)
        }
        decimal("BalancePrevDay", report.before?.balance ?? .zero, places: digits)
        decimal("BalancePrevMonth", account.days.first?.balance ?? .zero, places: digits)
        decimal("EquityPrevDay", report.before?.worth.equity ?? .zero, places: digits)
        decimal("EquityPrevMonth", account.days.first?.worth.equity ?? .zero, places: digits)
        decimal("Margin", worth.margin, places: digits)
        decimal("MarginFree", worth.free, places: digits)
        decimal("MarginLevel", worth.level, places: 2)
        whole("MarginLeverage", account.leverage)
        decimal("Profit", worth.profit, places: digits)
        decimal("ProfitStorage", worth.storage, places: digits)
        decimal("ProfitCommission", Money.zero, places: digits)
        decimal("ProfitEquity", worth.equity, places: digits)
        sums(of: report, digits)
        if !isLight {
            emptyList("Positions")
            emptyList("Orders")
        }
        endObject()
    }

    private mutating func sums(of report: DailyReport, _ digits: Int) {
        func sum(_ action: BookedDeal.Action) -> Money { report.sums[action] ?? .zero }
        decimal("DailyProfit", report.closedProfit, places: digits)
        decimal("DailyBalance", sum(.balance), places: digits)
        decimal("DailyCredit", sum(.credit), places: digits)
        decimal("DailyCharge", sum(.charge), places: digits)
        decimal("DailyCorrection", sum(.correction), places: digits)
        decimal("DailyBonus", sum(.bonus), places: digits)
        decimal("DailyStorage", report.storage, places: digits)
        decimal("DailyCommInstant", report.commission, places: digits)
        decimal("DailyCommRound", Money.zero, places: digits)
        decimal("DailyAgent", sum(.agentDaily), places: digits)
        decimal("DailyInterest", Money.zero, places: digits)
    }
}
