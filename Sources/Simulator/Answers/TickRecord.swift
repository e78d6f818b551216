import Brokerage
import JSON

extension JSONWriter {
    /// The newest tick of a symbol.
    mutating func tick(_ instrument: Instrument, _ quote: Quote, markup: Price, _ stamps: inout Stamps) {
        beginObject()
        text("Symbol", instrument.name)
        whole("Digits", instrument.digits)
        whole("Datetime", stamps.seconds(quote.time))
        whole("DatetimeMsc", stamps.fine(quote.time))
        decimal("Bid", quote.bid, places: instrument.digits)
        decimal("Ask", quote.ask + markup, places: instrument.digits)
        decimal("Last", Price.zero, places: instrument.digits)
        whole("Volume", 0)
        decimal("VolumeReal", Lots.zero, places: 8)
        endObject()
    }

    /// The statistics of a symbol's day.
    mutating func tickStatistics(_ instrument: Instrument, _ day: DayRange) {
        let digits = instrument.digits
        beginObject()
        text("Symbol", instrument.name)
        whole("Digits", digits)
        decimal("Bid", day.last.bid, places: digits)
        decimal("Ask", day.last.ask, places: digits)
        decimal("Last", Price.zero, places: digits)
        whole("Volume", 0)
        decimal("VolumeReal", Lots.zero, places: 8)
        decimal("BidLow", day.bidLow, places: digits)
        decimal("BidHigh", day.bidHigh, places: digits)
        whole("BidDir", day.direction)
        decimal("AskLow", day.askLow, places: digits)
        decimal("AskHigh", day.askHigh, places: digits)
        whole("AskDir", day.direction)
        for name: StaticString in ["LastLow", "LastHigh"] { decimal(name, Price.zero, places: digits) }
        for name: StaticString in ["LastDir", "VolumeLow", "VolumeHigh", "VolumeDir"] { whole(name, 0) }
        for name: StaticString in ["VolumeLowReal", "VolumeHighReal"] { decimal(name, Lots.zero, places: 8) }
        for name: StaticString in ["TradeDeals", "TradeVolume"] { whole(name, 0) }
        decimal("TradeVolumeReal", Lots.zero, places: 8)
        for name: StaticString in ["TradeTurnover", "TradeInterest", "TradeBuyOrders", "TradeBuyVolume"] { whole(name, 0) }
        decimal("TradeBuyVolumeReal", Lots.zero, places: 8)
        for name: StaticString in ["TradeSellOrders", "TradeSellVolume"] { whole(name, 0) }
        decimal("TradeSellVolumeReal", Lots.zero, places: 8)
        decimal("PriceOpen", day.first.bid, places: digits)
        decimal("PriceClose", day.first.bid, places: digits)
        decimal("PriceAw", Price.zero, places: digits)
        statistic("PriceChange", (day.last.bid.statistic / day.first.bid.statistic - 1) * 100, places: 2)
        decimal("PriceVolatility", Price.zero, places: digits)
        decimal("PriceTheoretical", Price.zero, places: digits)
        endObject()
    }
}

/// How far a symbol's quotes went since the day began, by one quote a minute.
struct DayRange: Sendable {
    var first: Quote
    var last: Quote
    var bidLow: Price
    var bidHigh: Price
    var askLow: Price
    var askHigh: Price

    init(_ symbol: Int, from: Int64, through: Int64, _ server: inout TradingServer) {
        first = server.market.quote(symbol, at: from)
        last = first
        (bidLow, bidHigh, askLow, askHigh) = (first.bid, first.bid, first.ask, first.ask)
        var instant = from
        while instant < through {
            instant = min(instant + 60_000, through)
            let quote = server.market.quote(symbol, at: instant)
            last = quote
            bidLow = min(bidLow, quote.bid)
            bidHigh = max(bidHigh, quote.bid)
            askLow = min(askLow, quote.ask)
            askHigh = max(askHigh, quote.ask)
        }
    }

    /// MetaTrader's direction: 0 none, 1 up, 2 down.
    var direction: Int { last.bid > first.bid ? 1 : last.bid < first.bid ? 2 : 0 }
}
