import Brokerage
import JSON

extension JSONWriter {
    private static let orderKinds = ["Buy", "Sell", "BuyLimit", "SellLimit", "BuyStop", "SellStop", "BuyStopLimit", "SellStopLimit"]

    /// A symbol with every field of the record.
    /// - Parameter spreadDifference: what the asking group adds to the spread, in points.
    mutating func symbol(_ instrument: Instrument, spreadDifference: Int) {
        beginObject()
        description(of: instrument)
        whole("Color", 4_278_190_080)
        whole("ColorBackground", 4_278_190_080)
        whole("Digits", instrument.digits)
        statistic("Point", instrument.point, places: instrument.digits)
        statistic("Multiply", Double(Power.ofTen(instrument.digits)), places: 2)
        filters()
        terms(instrument, spreadDifference)
        volumes(instrument)
        margins(instrument)
        swaps(instrument)
        sessions(instrument)
        execution()
        endObject()
    }

    private mutating func description(of instrument: Instrument) {
        text("Symbol", instrument.name)
        text("Path", instrument.path)
        text("ISIN", "")
        text("Description", instrument.description)
        text("International", "")
        text("Basis", "")
        text("Source", "")
        text("Page", "")
        text("Category", "")
        text("Exchange", "")
        text("CFI", "")
        whole("Sector", 0)
        whole("Industry", 0)
        text("Country", "")
        text("CurrencyBase", instrument.base)
        whole("CurrencyBaseDigits", 2)
        text("CurrencyProfit", instrument.profitCurrency)
        whole("CurrencyProfitDigits", 2)
        text("CurrencyMargin", instrument.marginCurrency)
        whole("CurrencyMarginDigits", 2)
    }

    private mutating func filters() {
        whole("TickFlags", 3)
        whole("TickBookDepth", 0)
        whole("ChartMode", 0)
        whole("TickChartMode", 0)
        whole("FilterSoft", 100)
        whole("FilterSoftTicks", 10)
        whole("FilterHard", 500)
        whole("FilterHardTicks", 10)
        whole("FilterDiscard", 1000)
        whole("FilterSpreadMax", 0)
        whole("FilterSpreadMin", 0)
        whole("FilterGap", 0)
        whole("FilterGapTicks", 0)
    }

    private mutating func terms(_ instrument: Instrument, _ spreadDifference: Int) {
        whole("TradeMode", 4)
        whole("TradeFlags", 0)
        whole("CalcMode", instrument.mode.rawValue)
        whole("ExecMode", 2)
        whole("GTCMode", 0)
        whole("FillFlags", 3)
        whole("ExpirFlags", 15)
        whole("OrderFlags", 127)
        whole("Spread", 0)
        whole("SpreadBalance", 0)
        whole("SpreadDiff", spreadDifference)
        whole("SpreadDiffBalance", 0)
        let tickValue = instrument.mode == .cfdIndex ? instrument.point * Double(instrument.contractSize) : 0
        statistic("TickValue", tickValue, places: instrument.digits)
        statistic("TickSize", instrument.mode == .cfdIndex ? instrument.point : 0, places: instrument.digits)
        decimal("ContractSize", Quantity(Int(instrument.contractSize)), places: 2)
        whole("StopsLevel", 0)
        whole("FreezeLevel", 0)
        whole("QuotesTimeout", 0)
    }

    private mutating func volumes(_ instrument: Instrument) {
        volume("VolumeMin", "VolumeMinExt", instrument.minimumLots)
        volume("VolumeMax", "VolumeMaxExt", instrument.maximumLots)
        volume("VolumeStep", "VolumeStepExt", instrument.lotStep)
        volume("VolumeLimit", "VolumeLimitExt", .zero)
    }

    private mutating func margins(_ instrument: Instrument) {
        whole("MarginFlags", 0)
        decimal("MarginInitial", Money.zero, places: 2)
        decimal("MarginMaintenance", Money.zero, places: 2)
        for stage in ["Initial", "Maintenance"] {
            for kind in Self.orderKinds {
                key(dynamic: "Margin\(stage)\(kind)")
                let isMarket = kind == "Buy" || kind == "Sell"
                let rate = stage == "Initial" && isMarket ? instrument.marginRate : 0
                string(Quantity(units: rate).text(places: 4))
            }
        }
        // Servers and clients of different age use the one name or the other.
        for name: StaticString in ["MarginRateLiquidity", "MarginRateCurrency", "MarginLiquidity", "MarginCurrency"] {
            decimal(name, Quantity.zero, places: 4)
        }
        decimal("MarginHedged", Quantity(Int(instrument.marginHedged)), places: 2)
    }

    private mutating func swaps(_ instrument: Instrument) {
        whole("SwapMode", 1)
        statistic("SwapLong", instrument.swapLong, places: 2)
        statistic("SwapShort", instrument.swapShort, places: 2)
        whole("Swap3Day", instrument.tripleDay)
        whole("TimeStart", 0)
        whole("TimeExpiration", 0)
    }

    private mutating func sessions(_ instrument: Instrument) {
        key("SessionsQuotes")
        week(instrument.hours)
        key("SessionsTrades")
        week(instrument.hours)
    }

    private mutating func week(_ hours: TradingHours) {
        beginArray()
        for day in 0..<7 {
            beginArray()
            if let session = hours.session(on: day) {
                beginObject()
                whole("Open", session.lowerBound)
                whole("Close", session.upperBound)
                endObject()
            }
            endArray()
        }
        endArray()
    }

    private mutating func execution() {
        whole("REFlags", 0)
        whole("RETimeout", 7)
        whole("IEFlags", 0)
        whole("IECheckMode", 0)
        whole("IETimeout", 7)
        whole("IESlipProfit", 2)
        whole("IESlipLosing", 2)
        volume("IEVolumeMax", "IEVolumeMaxExt", .zero)
        for name: StaticString in ["PriceSettle", "PriceLimitMax", "PriceLimitMin", "PriceStrike"] { decimal(name, Price.zero, places: 2) }
        whole("OptionMode", 0)
        decimal("FaceValue", Money.zero, places: 2)
        decimal("AccruedInterest", Money.zero, places: 2)
        whole("SpliceType", 0)
        whole("SpliceTimeType", 0)
        whole("SpliceTimeDays", 0)
        whole("SubscriptionsDelay", 0)
    }
}
