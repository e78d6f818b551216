import Brokerage
import JSON

extension JSONWriter {
    /// A deal with every field of the record, in its order.
    mutating func deal(_ deal: BookedDeal, _ server: TradingServer, _ stamps: inout Stamps) {
        let digitsOfMoney = server.group(of: deal.account).currencyDigits
        let instrument = deal.symbol >= 0 ? server.instrument(deal.symbol) : nil
        let digits = instrument?.digits ?? 0
        beginObject()
        whole("Deal", deal.ticket)
        text("ExternalID", deal.externalID)
        whole("Login", server.accounts[deal.account].login)
        whole("Dealer", deal.reason == .dealer ? 1000 : 0)
        whole("Order", deal.order)
        whole("Action", deal.action.rawValue)
        whole("Entry", deal.entry.rawValue)
        whole("Reason", deal.reason.rawValue)
        whole("Digits", digits)
        whole("DigitsCurrency", digitsOfMoney)
        decimal("ContractSize", Quantity(Int(instrument?.contractSize ?? 0)), places: 2)
        whole("Time", stamps.seconds(deal.time))
        whole("TimeMsc", stamps.fine(deal.time))
        text("Symbol", instrument?.name ?? "")
        decimal("Price", deal.price, places: digits)
        decimal("PriceSL", deal.stopLoss, places: digits)
        decimal("PriceTP", deal.takeProfit, places: digits)
        volume("Volume", "VolumeExt", deal.lots)
        decimal("Profit", deal.profit, places: digitsOfMoney)
        decimal("Storage", deal.storage, places: digitsOfMoney)
        decimal("Commission", deal.commission, places: digitsOfMoney)
        decimal("Fee", Money.zero, places: digitsOfMoney)
        decimal("Value", value(of: deal, instrument), places: 2)
        decimal("RateProfit", Quantity(units: deal.rateProfit), places: 8)
        decimal("RateMargin", Quantity(units: deal.rateMargin), places: 8)
        whole("ExpertID", deal.expert)
        whole("PositionID", deal.position)
        text("Comment", deal.comment)
        decimal("ProfitRaw", deal.profitRaw, places: 2)
        decimal("PricePosition", deal.pricePosition, places: digits)
        volume("VolumeClosed", "VolumeClosedExt", deal.lotsClosed)
        decimal("TickValue", Quantity.zero, places: digits)
        decimal("TickSize", Quantity.zero, places: digits)
        whole("Flags", 0)
        text("Gateway", deal.priceGateway.isZero ? "" : "LP1")
        decimal("PriceGateway", deal.priceGateway, places: digits)
        whole("ModifyFlags", deal.modifyFlags)
        decimal("MarketBid", deal.marketBid, places: digits)
        decimal("MarketAsk", deal.marketAsk, places: digits)
        decimal("MarketLast", Price.zero, places: digits)
        emptyList("ApiData")
        endObject()
    }

    /// The deal's worth in the symbol's profit currency.
    private func value(of deal: BookedDeal, _ instrument: Instrument?) -> Money {
        guard let instrument else { return .zero }
        return Money(
            units: Exact.round(Exact.amount(lots: deal.lots.units, contract: instrument.contractSize, price: deal.price.units), digits: 2))
    }
}
