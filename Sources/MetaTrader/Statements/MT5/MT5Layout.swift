import Brokerage

/// Which of an MT5 report's tables a head row begins, and where its fields stand.
struct MT5Layout {
    enum Kind { case positions, orders, deals, open, working }

    var kind: Kind
    var columns: ReportColumns
    /// The head row's own cells, to line up rows that have one more.
    var head: TableRow

    /// Tells by the head's names where they are English, else by how many columns it has and by what the first row below holds.
    init?(head: TableRow, first row: TableRow, format: ReportFormat) {
        self.head = head
        let named = ReportColumns(names: head)
        if let kind = MT5Layout.kind(named) {
            (self.kind, columns) = (kind, named)
            return
        }
        let lined = MT5Layout.linedUp(row, with: head)
        guard let (kind, order) = MT5Layout.order(head, lined, format) else { return nil }
        (self.kind, columns) = (kind, ReportColumns(head: head, order: order))
    }

    private static func kind(_ names: ReportColumns) -> Kind? {
        guard names.has(.time, .ticket, .symbol, .action, .volume, .price) else { return nil }
        if names.has(.entry, .profit) { return .deals }
        if names.has(.closeTime, .closePrice, .profit) { return .positions }
        if names.has(.state) { return .orders }
        if names.has(.marketPrice, .profit) { return .open }
        return names.has(.marketPrice) ? .working : nil
    }

    /// The order of the columns is the same in every language.
    private static func order(_ head: TableRow, _ row: TableRow, _ format: ReportFormat) -> (Kind, [ReportField])? {
        let columns = head.filled.map(\.column)
        guard columns.count >= 10 else { return nil }
        let text = { (index: Int) -> String in columns.indices.contains(index) ? row.cell(at: columns[index])?.text ?? "" : "" }
        let isNumber = { (index: Int) -> Bool in format.numbers.value(text(index), as: Quantity.self) != nil }
        let isTrade = Side(name: text(3).lowercased()) != nil
        if text(4).contains("/"), DealWords.entry(text(4)) == nil { return columns.count >= 11 ? (.orders, orders) : (.working, working) }
        if format.times.looksLikeDate(text(8)) || text(8).isEmpty && isTrade && isNumber(9) && columns.count >= 13 && DealWords.entry(text(4)) == nil
        {
            if !isNumber(9) { return (.orders, orders) }
            return columns.count == 13 ? (.positions, positions) : columns.count == 14 ? (.positions, positionsWithFee) : nil
        }
        if isTrade, isNumber(4), isNumber(8), columns.count == 12 || columns.count == 11 { return (.open, open) }
        let isDeal = DealWords.entry(text(4)) != nil || (text(4).isEmpty && !text(3).isEmpty)
        guard isDeal else { return nil }
        return switch columns.count {
        case 13: (.deals, deals.filter { $0 != .cost && $0 != .fee })
        case 14: (.deals, deals.filter { $0 != .cost })
        case 15: (.deals, deals)
        default: nil
        }
    }

    private static let positions: [ReportField] = [
        .time, .ticket, .symbol, .action, .volume, .price, .stopLoss, .takeProfit, .closeTime, .closePrice, .commission, .swap, .profit,
    ]
    private static let positionsWithFee: [ReportField] = [
        .time, .ticket, .symbol, .action, .volume, .price, .stopLoss, .takeProfit, .closeTime, .closePrice, .commission, .fee, .swap, .profit,
    ]
    private static let orders: [ReportField] = [
        .time, .ticket, .symbol, .action, .volume, .price, .stopLoss, .takeProfit, .closeTime, .state, .comment,
    ]
    private static let working: [ReportField] = [.time, .ticket, .symbol, .action, .volume, .price, .stopLoss, .takeProfit, .marketPrice, .comment]
    private static let deals: [ReportField] = [
        .time, .ticket, .symbol, .action, .entry, .volume, .price, .order, .cost, .commission, .fee, .swap, .profit, .balance, .comment,
    ]
    private static let open: [ReportField] = [
        .time, .ticket, .symbol, .action, .volume, .price, .stopLoss, .takeProfit, .marketPrice, .swap, .profit, .comment,
    ]

    /// A row of positions has a cell more than its head, for the comment behind the type. The terminal hides it, which a spreadsheet
    /// forgets; without it the row stands under its head again.
    static func linedUp(_ row: TableRow, with head: TableRow) -> TableRow {
        guard row.cells.count == head.cells.count + 1, row.cells.count > 5, row.cells[4].column == 4, row.cells[4].span > 1 || row.cells[4].isEmpty
        else { return row }
        guard Side(name: row.cells[3].text.lowercased()) != nil, head.cells.count >= 12 else { return row }
        var row = row
        let extra = row.cells.remove(at: 4)
        for index in row.cells.indices.dropFirst(4) { row.cells[index].column -= extra.span }
        row.hidden.append(extra.text)
        return row
    }
}
