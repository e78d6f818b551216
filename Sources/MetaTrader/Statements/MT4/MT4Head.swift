import Brokerage

/// Reads the first row of an MT4 statement: `Account: 1`, `Name: …`, `Currency: USD`, `Leverage: 1:100`, `2024 January 19, 14:48`.
enum MT4Head {
    /// The account that a row names, or nil when it is no head row.
    static func account(_ row: TableRow, preamble: String, format: ReportFormat) -> StatementAccount? {
        let filled = row.filled
        var account: StatementAccount?
        for (index, cell) in filled.enumerated() {
            guard let number = value(cell.text, after: ["Account:", "A/C No:"]) else { continue }
            let digits = number.isEmpty ? nextText(filled, index) : number
            guard let login = Int64(digits.prefix { $0.isASCII && $0.isNumber }), login > 0 else { return nil }
            account = StatementAccount(login: login)
        }
        guard var account else { return nil }
        for (index, cell) in filled.enumerated() {
            if let name = value(cell.text, after: ["Name:"]) { account.name = (name.isEmpty ? nextText(filled, index) : name).nonEmpty }
            if let currency = value(cell.text, after: ["Currency:"]) {
                account.currency = (currency.isEmpty ? nextText(filled, index) : currency).nonEmpty?.uppercased()
            }
            if let leverage = value(cell.text, after: ["Leverage:"]) {
                account.leverage = (leverage.split(separator: ":").last).flatMap { Int($0.filter { $0 != " " }) }
            }
            if let date = date(cell.text) ?? format.times.wall(String(cell.text.prefix { $0 != "(" }).asCellText) {
                account.generatedAt = format.clock.instant(ofWall: date)
            }
        }
        account.company = preamble.nonEmpty
        // Its rows stand alone: a label with its value in the next cell is how MetaTrader 5 writes.
        return filled.count >= 2 && account.name != nil ? account : nil
    }

    private static func value(_ text: String, after labels: [String]) -> String? {
        for label in labels where text.lowercased().hasPrefix(label.lowercased()) { return String(text.dropFirst(label.count)).asCellText }
        return nil
    }

    private static func nextText(_ cells: [TableCell], _ index: Int) -> String {
        index + 1 < cells.count ? cells[index + 1].text : ""
    }

    /// `2024 January 19, 14:48`.
    private static func date(_ text: String) -> Timestamp? {
        let parts = text.split { $0 == " " || $0 == "," || $0 == ":" }
        guard parts.count >= 5, let year = Int(parts[0]), let day = Int(parts[2]), let hour = Int(parts[3]), let minute = Int(parts[4]),
            let month = months.firstIndex(where: { parts[1].lowercased().hasPrefix($0) })
        else { return nil }
        return CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute)?.asUTC
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
