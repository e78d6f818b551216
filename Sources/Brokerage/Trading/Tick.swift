/// A quote of a symbol.
public struct Tick: Sendable, Equatable {
    public var symbol: String
    public var bid: Price
    public var ask: Price
    public var time: Timestamp
    /// Nil for the broker's own feed, else the name of a reference feed.
    public var feed: String?
    /// True when it is the newest of a poll, so that there may have been others since the one before.
    public var isSampled = false

    public init(symbol: String, bid: Price, ask: Price, time: Timestamp, feed: String? = nil) {
        self.symbol = symbol
        self.bid = bid
        self.ask = ask
        self.time = time
        self.feed = feed
    }

    /// Midway between bid and ask.
    public var mid: Double { (bid.statistic + ask.statistic) / 2 }
}
