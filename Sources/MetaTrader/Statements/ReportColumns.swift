/// A column's meaning, in any of the tables of any report.
enum ReportField: Int, CaseIterable {
    case time, ticket, symbol, action, entry, volume, price, stopLoss, takeProfit, closeTime, closePrice, marketPrice, state, order, cost
    case commission, fee, swap, profit, balance, comment, position, magic, reason, timeMilliseconds
}

/// Where in the grid the fields of a table stand.
struct ReportColumns {
    private var columns = [Int](repeating: -1, count: ReportField.allCases.count)
    /// How many columns the head has.
    let width: Int
    /// How many cells the head row has, empty ones included.
    let cells: Int

    /// Columns in a known order.
    init(head: TableRow, order: [ReportField]) {
        let filled = head.filled
        width = filled.count
        cells = head.cells.count
        for (field, cell) in zip(order, filled) { columns[field.rawValue] = cell.column }
    }

    /// Columns by their English names. Of two with one name the first belongs to the opening, the second to the close.
    init(names head: TableRow) {
        let filled = head.filled
        width = filled.count
        cells = head.cells.count
        var names: [String: Int] = [:]
        for cell in filled {
            let name = cell.text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "_" }
            if names[name] == nil { names[name] = cell.column } else if names[name + "2"] == nil { names[name + "2"] = cell.column }
        }
        for field in ReportField.allCases {
            columns[field.rawValue] = ReportColumns.names[field]?.lazy.compactMap { names[$0] }.first ?? -1
        }
        if names["deal"] == nil, names["ticket"] == nil {
            // In a table of positions or orders their own number is the ticket.
            if let own = names["position"] ?? names["order"] { columns[ReportField.ticket.rawValue] = own }
        }
        if columns[ReportField.ticket.rawValue] == columns[ReportField.order.rawValue] { columns[ReportField.order.rawValue] = -1 }
    }

    private static let names: [ReportField: [String]] = [
        .time: ["opentime", "opendate", "time", "datetime", "date"], .ticket: ["deal", "ticket"], .symbol: ["symbol", "item", "instrument"],
        .action: ["type", "action"], .entry: ["direction", "entry"], .volume: ["volume", "size", "lots"], .price: ["openprice", "price"],
        .stopLoss: ["sl", "stoploss"], .takeProfit: ["tp", "takeprofit"], .closeTime: ["closetime", "closedate", "time2"],
        .closePrice: ["closeprice", "price2"], .marketPrice: ["marketprice", "currentprice"], .state: ["state", "status"], .order: ["order"],
        .cost: ["cost"], .commission: ["commission", "commis", "commissions"], .fee: ["fee", "taxes", "tax"], .swap: ["swap", "swaps"],
        .profit: ["profit", "tradepl", "pl"], .balance: ["balance"], .comment: ["comment"], .position: ["position_id", "positionid"],
        .magic: ["magic", "magicnumber"], .reason: ["reason"], .timeMilliseconds: ["time_msc", "timemsc"],
    ]

    func has(_ field: ReportField) -> Bool { columns[field.rawValue] >= 0 }
    func has(_ fields: ReportField...) -> Bool { fields.allSatisfy { has($0) } }
    func column(_ field: ReportField) -> Int? { columns[field.rawValue] >= 0 ? columns[field.rawValue] : nil }

    /// The cell of a field; nil when the table has no such column or the row no such cell.
    func cell(_ field: ReportField, in row: TableRow) -> TableCell? {
        let column = columns[field.rawValue]
        guard column >= 0, let cell = row.cell(at: column), !cell.isEmpty else { return nil }
        return cell
    }

    func text(_ field: ReportField, in row: TableRow) -> String { cell(field, in: row)?.text ?? "" }
}
