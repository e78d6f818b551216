import Brokerage
import JSON

extension JSONWriter {
    /// An order, waiting or done, with every field of the record.
    mutating func order(_ order: ServerOrder, _ server: inout TradingServer, at instant: Int64, _ stamps: inout Stamps) {
        let instrument = server.instrument(order.symbol)
        let digits = instrument.digits
        let isOpen = order.state == .placed
        let current = isOpen ? server.quote(order.symbol, at: instant).price(for: order.kind.side) : order.price
        beginObject()
        whole("Order", order.ticket)
        text("ExternalID", "")
        whole("Login", server.accounts[order.account].login)
        whole("Dealer", 0)
        text("Symbol", instrument.name)
        whole("Digits", digits)
        whole("DigitsCurrency", server.group(of: order.account).currencyDigits)
        decimal("ContractSize", Quantity(Int(instrument.contractSize)), places: 2)
        whole("State", order.state.rawValue)
        whole("Reason", order.reason.rawValue)
        whole("TimeSetup", stamps.seconds(order.setup))
        whole("TimeExpiration", stamps.seconds(order.expiration))
        whole("TimeDone", stamps.seconds(order.done))
        whole("TimeSetupMsc", stamps.fine(order.setup))
        whole("TimeDoneMsc", stamps.fine(order.done))
        whole("ModifyFlags", 0)
        whole("Type", order.kind.rawValue)
        whole("TypeFill", 0)
        whole("TypeTime", order.expiration == 0 ? 0 : 2)
        decimal("PriceOrder", order.price, places: digits)
        decimal("PriceTrigger", Price.zero, places: digits)
        decimal("PriceCurrent", current, places: digits)
        decimal("PriceSL", order.stopLoss, places: digits)
        decimal("PriceTP", order.takeProfit, places: digits)
        volume("VolumeInitial", "VolumeInitialExt", order.lots)
        volume("VolumeCurrent", "VolumeCurrentExt", order.lotsLeft)
        whole("ExpertID", order.expert)
        whole("PositionID", order.position)
        whole("PositionByID", order.positionBy)
        text("Comment", order.comment)
        decimal("RateMargin", Quantity(units: order.rateMargin), places: 8)
        whole("ActivationMode", 0)
        whole("ActivationTime", 0)
        decimal("ActivationPrice", Price.zero, places: digits)
        whole("ActivationFlags", 0)
        emptyList("ApiData")
        endObject()
    }
}
