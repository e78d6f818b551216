import Brokerage

/// What an MT4 statement holds, row by row, before it becomes deals.
struct MT4Document {
    /// A trade: one ticket, open or closed.
    struct Trade {
        var line: Int
        var ticket: Int64
        var side: Side
        var symbol: String
        var volume: Lots
        var openedAt: Timestamp
        var priceOpen: Price
        var priceSL: Price
        var priceTP: Price
        /// Nil while the trade is open.
        var closedAt: Timestamp?
        var priceClose: Price
        var commission: Money
        var taxes: Money
        var swap: Money
        var profit: Money
        var comment = ""
        var magic: Int64 = 0

        var net: Money { commission + taxes + swap + profit }
    }

    /// A deposit, withdrawal or credit.
    struct Operation {
        var line: Int
        var ticket: Int64
        var time: Timestamp
        var action: DealAction
        var amount: Money
        var comment: String
    }

    /// The sums below a table.
    struct Sums {
        var line: Int
        var commission: Money
        var taxes: Money
        var swap: Money
        var profit: Money
    }

    var account: StatementAccount?
    var closed: [Trade] = []
    var open: [Trade] = []
    var operations: [Operation] = []
    var closedSums: Sums?
    var openSums: Sums?
    /// Figures by label, in lower case and without the colon: the last one of a name counts.
    var figures: [String: (value: Money, line: Int)] = [:]
    var cancelledOrders = 0
    var warnings: [String] = []
}

/// A comment in the ticket's tool tip, which may start with the number of the expert that traded.
struct MT4Note {
    var magic: Int64 = 0
    var comment: String

    /// `#20171016 Buy[tp]` is the expert 20171016 and the comment `Buy[tp]`; a number equal to the ticket is no expert.
    init(_ text: String, ticket: Int64) {
        comment = text
        guard text.hasPrefix("#") else { return }
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits) else { return }
        let rest = text.dropFirst(1 + digits.count)
        guard rest.isEmpty || rest.hasPrefix(" ") || rest.hasPrefix("[") else { return }
        magic = number == ticket ? 0 : number
        comment = String(rest).asCellText
    }
}
