/// An open position of an account. Volume zero says that it was closed.
public struct Position: Sendable, Equatable {
    /// MetaTrader's `Position`.
    public var ticket: Int64
    public var login: Int64
    public var symbol: String
    public var side: Side
    public var volume: Lots
    public var priceOpen: Price
    public var openedAt: Timestamp
    public var priceSL = Price.zero
    public var priceTP = Price.zero
    public var swap = Money.zero
    /// The trading server's own floating profit at its last answer, without swap, in deposit currency.
    public var profit: Money?
    public var expert: Int64 = 0

    public init(ticket: Int64, login: Int64, symbol: String, side: Side, volume: Lots, priceOpen: Price, openedAt: Timestamp) {
        self.ticket = ticket
        self.login = login
        self.symbol = symbol
        self.side = side
        self.volume = volume
        self.priceOpen = priceOpen
        self.openedAt = openedAt
    }
}
