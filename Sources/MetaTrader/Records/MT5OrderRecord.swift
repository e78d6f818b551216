import Brokerage

/// The record of an order.
struct MT5OrderRecord: MT5Draft {
    static let kind = "order"
    static let fields: MT5FieldTable<Self> = [
        "Order": { $0.order.ticket = $1.integer() },
        "Login": { $0.order.login = $1.integer() },
        "Symbol": { $0.order.symbol = $1.text() },
        "State": { $0.order.state = $1.small() },
        "Reason": { $0.order.reason = DealReason(mt5: $1.small()) },
        "Type": { $0.order.type = $1.small() },
        "TimeSetup": { $0.setUp.seconds = $1.integer() },
        "TimeSetupMsc": { $0.setUp.fine = $1.integer() },
        "TimeDone": { $0.done.seconds = $1.integer() },
        "TimeDoneMsc": { $0.done.fine = $1.integer() },
        "TimeExpiration": { $0.expiration.seconds = $1.integer() },
        "PriceOrder": { $0.order.price = $1.decimal() },
        "PriceTrigger": { $0.order.priceTrigger = $1.decimal() },
        "PriceSL": { $0.order.priceSL = $1.decimal() },
        "PriceTP": { $0.order.priceTP = $1.decimal() },
        "VolumeInitial": { $0.initial.short = $1.integer() },
        "VolumeInitialExt": { $0.initial.extended = $1.integer() },
        "VolumeCurrent": { $0.current.short = $1.integer() },
        "VolumeCurrentExt": { $0.current.extended = $1.integer() },
        "ExpertID": { $0.order.expert = $1.integer() },
        "PositionID": { $0.order.position = $1.integer() },
        "PositionByID": { $0.order.positionBy = $1.integer() },
        "Comment": { $0.order.comment = $1.text() },
        "ModifyFlags": { $0.order.modifyFlags = $1.small() },
        "ModificationFlags": { $0.order.modifyFlags = $1.small() },
    ]

    private var order = MT5Order(
        ticket: 0, login: 0, symbol: "", type: -1, state: 0, reason: .client, setUpAt: .distantPast, price: .zero, priceTrigger: .zero,
        priceSL: .zero, priceTP: .zero, volumeInitial: .zero, volumeCurrent: .zero, expert: 0, position: 0, positionBy: 0, comment: "",
        modifyFlags: 0)
    private var setUp = MT5Stamp()
    private var done = MT5Stamp()
    private var expiration = MT5Stamp()
    private var initial = MT5Volume()
    private var current = MT5Volume()

    var identity: String { order.ticket == 0 ? "" : String(order.ticket) }

    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> MT5Order? {
        guard order.ticket != 0 else { throw MT5FieldFault("is missing", in: "Order") }
        guard order.login != 0 else { throw MT5FieldFault("is missing", in: "Login") }
        guard order.type != -1 else { throw MT5FieldFault("is missing", in: "Type") }
        guard let setUpAt = try setUp.instant("TimeSetup", clock) else { throw MT5FieldFault("is missing", in: "TimeSetup") }
        var order = order
        order.setUpAt = setUpAt
        order.doneAt = try done.instant("TimeDone", clock)
        order.expiresAt = try expiration.instant("TimeExpiration", clock)
        order.volumeInitial = try initial.lots("VolumeInitial")
        order.volumeCurrent = try current.lots("VolumeCurrent")
        return order
    }
}
