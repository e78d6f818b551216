import Brokerage

/// What an MT5 report holds, row by row.
struct MT5Document {
    /// A row of the table of deals.
    struct DealRow {
        var line: Int
        var deal: Deal
        /// The balance after the deal, where the table states it.
        var balance: Money?
    }

    /// A row of the table of positions: open to close.
    struct ClosedPosition {
        var line: Int
        var ticket: Int64
        var symbol: String
        var side: Side
        var volume: Lots
        var openedAt: Timestamp
        var priceOpen: Price
        var priceSL: Price
        var priceTP: Price
        var closedAt: Timestamp
        var priceClose: Price
        var commission: Money
        var fee: Money
        var swap: Money
        var profit: Money
        var comment: String

        var net: Money { commission + fee + swap + profit }
    }

    /// What the table of orders adds to the deals of an order.
    struct Order {
        var priceSL: Price
        var priceTP: Price
        var comment: String
    }

    /// The sums below the table of deals.
    struct Sums {
        var line: Int
        var commission: Money?
        var fee: Money?
        var swap: Money?
        var profit: Money?
        var balance: Money?
    }

    /// A row of labels with figures beside them; the labels are in the terminal's language.
    struct Figures {
        var line: Int
        var items: [(label: String, text: String, value: Money?)]
    }

    var account: StatementAccount?
    var positions: [ClosedPosition] = []
    var orders: [Int64: Order] = [:]
    var deals: [DealRow] = []
    var open: [Position] = []
    var sums: Sums?
    /// Rows of figures after the tables.
    var figures: [Figures] = []
    /// True once a table of deals was there, with or without rows.
    var hasDeals = false
    var warnings: [String] = []
}
