import Brokerage

/// The record of an open position.
struct MT5PositionRecord: MT5Draft {
    static let kind = "position"
    static let fields: MT5FieldTable<Self> = [
        "Position": { $0.ticket = $1.integer() },
        "Login": { $0.login = $1.integer() },
        "Symbol": { $0.symbol = $1.text() },
        "Action": { $0.action = $1.small() },
        "TimeCreate": { $0.created.seconds = $1.integer() },
        "TimeCreateMsc": { $0.created.fine = $1.integer() },
        "PriceOpen": { $0.priceOpen = $1.decimal() },
        "PriceSL": { $0.priceSL = $1.decimal() },
        "PriceTP": { $0.priceTP = $1.decimal() },
        "Volume": { $0.volume.short = $1.integer() },
        "VolumeExt": { $0.volume.extended = $1.integer() },
        "Profit": { $0.profit = $1.decimal() },
        "Storage": { $0.swap = $1.decimal() },
        "ExpertID": { $0.expert = $1.integer() },
    ]

    private var ticket: Int64 = 0
    private var login: Int64 = 0
    private var symbol = ""
    private var action: Int32 = -1
    private var created = MT5Stamp()
    private var priceOpen = Price.zero
    private var priceSL = Price.zero
    private var priceTP = Price.zero
    private var volume = MT5Volume()
    private var profit: Money?
    private var swap = Money.zero
    private var expert: Int64 = 0

    var identity: String { ticket == 0 ? "" : String(ticket) }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> Position? {
        guard ticket != 0 else { throw MT5FieldFault("is missing", in: "Position") }
        guard login != 0 else { throw MT5FieldFault("is missing", in: "Login") }
        guard action == 0 || action == 1 else { throw MT5FieldFault("is neither 0 (buy) nor 1 (sell)", in: "Action") }
        guard let opened = try created.instant("TimeCreate", clock) else { throw MT5FieldFault("is missing", in: "TimeCreate") }
        var position = Position(
            ticket: ticket, login: login, symbol: symbol, side: action == 0 ? .buy : .sell, volume: try volume.lots("Volume"),
            priceOpen: priceOpen, openedAt: opened)
        (position.priceSL, position.priceTP) = (priceSL, priceTP)
        (position.swap, position.profit, position.expert) = (swap, profit, expert)
        return position
    }
}
