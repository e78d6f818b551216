/// A client signed in to the trading platform.
public struct ClientSession: Sendable, Equatable {
    public var login: Int64
    public var time: Timestamp
    public var address: String
    public var device: String?
    public var application: String?

    public init(login: Int64, time: Timestamp, address: String, device: String? = nil, application: String? = nil) {
        (self.login, self.time, self.address, self.device, self.application) = (login, time, address, device, application)
    }
}

/// A payment into or out of an account, in deposit currency; withdrawals are negative.
public struct Transfer: Sendable, Equatable {
    public var login: Int64
    public var time: Timestamp
    public var method: String
    public var amount: Money
    public var reference: String?

    public init(login: Int64, time: Timestamp, method: String, amount: Money, reference: String? = nil) {
        (self.login, self.time, self.method, self.amount, self.reference) = (login, time, method, amount, reference)
    }
}

/// A scheduled economic release.
public struct CalendarEvent: Sendable, Equatable {
    public var time: Timestamp
    public var currency: String
    public var impact: String
    public var title: String

    public init(time: Timestamp, currency: String, impact: String, title: String) {
        (self.time, self.currency, self.impact, self.title) = (time, currency, impact, title)
    }
}

/// A fill of the house at a liquidity provider.
public struct ProviderFill: Sendable, Equatable {
    public var fill: String
    public var provider: String
    public var symbol: String
    public var side: Side
    public var volume: Lots
    public var price: Price
    public var time: Timestamp
    public var order: Int64?
    public var deal: Int64?
    public var commission: Money?

    public init(fill: String, provider: String, symbol: String, side: Side, volume: Lots, price: Price, time: Timestamp) {
        (self.fill, self.provider, self.symbol, self.side) = (fill, provider, symbol, side)
        (self.volume, self.price, self.time) = (volume, price, time)
    }
}
