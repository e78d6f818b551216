import Brokerage

/// The deal record: a trade or a balance operation.
struct MT5DealRecord: MT5Draft {
    static let kind = "deal"
    static let fields: MT5FieldTable<Self> = [
        "Deal": { $0.deal.ticket = $1.integer() },
        "Login": { $0.deal.login = $1.integer() },
        "Order": { $0.deal.order = $1.integer() },
        "PositionID": { $0.deal.position = $1.integer() },
        "Action": { $0.deal.platformAction = $1.small() },
        "Entry": { $0.entry = $1.small() },
        "Reason": { $0.deal.reason = DealReason(mt5: $1.small()) },
        "Time": { $0.time.seconds = $1.integer() },
        "TimeMsc": { $0.time.fine = $1.integer() },
        "Symbol": { $0.deal.symbol = $1.text() },
        "Price": { $0.deal.price = $1.decimal() },
        "PriceSL": { $0.deal.priceSL = $1.decimal() },
        "PriceTP": { $0.deal.priceTP = $1.decimal() },
        "PriceGateway": { $0.deal.priceGateway = $1.decimal() },
        "Volume": { $0.volume.short = $1.integer() },
        "VolumeExt": { $0.volume.extended = $1.integer() },
        "VolumeClosed": { $0.closed.short = $1.integer() },
        "VolumeClosedExt": { $0.closed.extended = $1.integer() },
        "Profit": { $0.deal.profit = $1.decimal() },
        "Storage": { $0.deal.swap = $1.decimal() },
        "Commission": { $0.deal.commission = $1.decimal() },
        "Fee": { $0.deal.fee = $1.decimal() },
        "MarketBid": { $0.deal.marketBid = $1.decimal() },
        "MarketAsk": { $0.deal.marketAsk = $1.decimal() },
        "ExpertID": { $0.deal.expert = $1.integer() },
        "Comment": { $0.deal.comment = $1.text() },
        "ModifyFlags": { $0.deal.modifyFlags = $1.small() },
        // The manual's name for the same field.
        "ModificationFlags": { $0.deal.modifyFlags = $1.small() },
    ]

    private var deal = Deal(ticket: 0, login: 0, action: .other, time: .distantPast)
    private var entry: Int32 = 0
    private var time = MT5Stamp()
    private var volume = MT5Volume()
    private var closed = MT5Volume()

    var identity: String { deal.ticket == 0 ? "" : String(deal.ticket) }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> Deal? {
        guard deal.ticket != 0 else { throw MT5FieldFault("is missing", in: "Deal") }
        guard deal.login != 0 else { throw MT5FieldFault("is missing", in: "Login") }
        guard deal.platformAction != -1 else { throw MT5FieldFault("is missing", in: "Action") }
        guard let instant = try time.instant("Time", clock) else { throw MT5FieldFault("is missing", in: "Time") }
        var deal = deal
        deal.time = instant
        deal.action = DealAction(mt5: deal.platformAction)
        deal.volume = try volume.lots("Volume")
        deal.entry = DealEntry(mt5: entry, closed: try closed.lots("VolumeClosed"))
        return deal
    }
}

extension DealAction {
    /// From MetaTrader 5's `Action`. What has no word of its own is ``DealAction/other``; the number itself stays with the deal.
    public init(mt5 action: Int32) {
        self =
            switch action {
            case 0: .buy
            case 1: .sell
            case 2: .balance
            case 3: .credit
            case 4: .charge
            case 5: .correction
            case 6: .bonus
            case 7, 8, 9: .commission
            case 10, 11, 18: .agent
            case 12: .interest
            case 15, 16: .dividend
            case 17: .tax
            default: .other
            }
    }
}

extension DealEntry {
    /// From MetaTrader 5's `Entry`. A number it does not define is read by whether the deal closed anything.
    public init(mt5 entry: Int32, closed: Lots) {
        self =
            switch entry {
            case 0: .in
            case 1: .out
            case 2: .inOut
            case 3: .outBy
            default: closed.isZero ? .in : .out
            }
    }
}

extension DealReason {
    /// From MetaTrader 5's `Reason`.
    public init(mt5 reason: Int32) {
        self =
            switch reason {
            case 0: .client
            case 1: .expert
            case 2: .dealer
            case 3: .stopLoss
            case 4: .takeProfit
            case 5: .stopOut
            case 6: .rollover
            case 7, 14: .external
            case 9: .gateway
            case 10: .signal
            case 15: .migration
            case 16: .mobile
            case 17: .web
            case 18: .split
            default: .other
            }
    }
}
