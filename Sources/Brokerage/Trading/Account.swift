/// Who carries an account's risk.
public enum Book: String, Sendable, CaseIterable {
    /// Covered at a liquidity provider.
    case a = "A"
    /// Kept by the house.
    case b = "B"
    /// Mixed.
    case c = "C"
}

/// What is known of a client's trading account. A nil field was not stated and leaves what was known before.
public struct Account: Sendable, Equatable {
    public var login: Int64
    public var group: String?
    public var currency: String?
    /// Decimal places of the deposit currency.
    public var currencyDigits: Int?
    public var leverage: Int?
    public var name: String?
    public var country: String?
    public var email: String?
    /// The introducing broker: a login or a name.
    public var introducer: String?
    public var registeredAt: Timestamp?
    public var status: String?
    public var book: Book?
    public var balance: Money?
    public var credit: Money?
    /// Equity, margin and floating as the trading server stated them last.
    public var equity: Money?
    public var margin: Money?
    public var floating: Money?
    /// Margin level in percent at which the server closes positions.
    public var stopOutLevel: Double?

    public init(login: Int64) { self.login = login }
}
