import Brokerage
import JSON
import MetaTrader

extension CommandDesk {
    mutating func daily(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let isLight = request.command.contains("LIGHT")
        switch request.command {
        case "DAILY_GET", "DAILY_GET_LIGHT":
            return writeAll(reports(of: try account(try request.required("login")), in: try window(request)), isLight: isLight)
        case "DAILY_GET_PAGE", "DAILY_GET_LIGHT_PAGE":
            let found = reports(of: try account(try request.required("login")), in: try window(request))
            return writeAll(try page(found, request), isLight: isLight)
        case "DAILY_GET_BATCH", "DAILY_GET_LIGHT_BATCH":
            let window = try window(request)
            let accounts = try batchAccounts(request)
            return writeAll(accounts.lazy.flatMap { [self] in reports(of: $0, in: window) }, isLight: isLight)
        default: throw refusal(request)
        }
    }

    private func writeAll(_ reports: some Sequence<DailyReport>, isLight: Bool) -> ServerAnswer {
        let server = world.server
        var stamps = stamps
        return records(reports) { writer, report in writer.daily(report, server, isLight: isLight, &stamps) }
    }

    private func reports(of account: Int, in window: ClosedRange<Int64>) -> [DailyReport] {
        let days = world.server.accounts[account].days
        var found: [DailyReport] = []
        for (index, day) in days.enumerated() where window.contains(day.time) {
            found.append(report(account, day, before: index > 0 ? days[index - 1] : nil))
        }
        return found
    }

    private func report(_ account: Int, _ day: DaySnapshot, before: DaySnapshot?) -> DailyReport {
        var report = DailyReport(account: account, day: day, before: before)
        let deals = world.server.ledger.deals(
            of: world.server.accounts[account], index: account, from: (before?.time ?? 0) + 1, through: day.time)
        for deal in deals {
            if deal.action.isTrade {
                report.closedProfit += deal.profit
                report.storage += deal.storage
                report.commission += deal.commission
            } else {
                report.sums[deal.action] = (report.sums[deal.action] ?? .zero) + deal.profit
            }
        }
        return report
    }
}
