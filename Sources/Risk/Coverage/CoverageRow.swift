import Brokerage

/// Book A of one symbol against what providers hold for it (risk-domain 2.8).
public struct CoverageRow: Sendable, Equatable {
    /// Without suffix.
    public var symbol: String
    public var clientLots: Lots
    public var providerLots: Lots
    /// Provider over clients: 1 is fully covered. Nil where clients hold nothing.
    public var coverage: Double?
    public var breakLots: Lots { clientLots - providerLots }
    /// At the current mid, without sign. Nil with ``reason``.
    public var breakUSD: Double?
    /// What a pip of the symbol is worth to the break.
    public var usdPerPip: Double?
    /// Since when the break has been larger than is tolerated; nil when it is not.
    public var since: Timestamp?
    /// Nil while the break is young, or none.
    public var severity: AlertSeverity?
    public var reason: MissingReason?
}

/// When cover is broken (risk-domain 2.8).
public struct CoverageThresholds: Sendable, Equatable {
    public var lots = 0.05
    public var usd = 5000.0
    public var warning = Duration.seconds(60)
    public var critical = Duration.seconds(300)
    /// Pips by which a provider's price may differ from the one the trading server noted.
    public var pricePips = 0.1
    /// How far apart a client's deal and its cover may be.
    public var time = Duration.seconds(5)

    public init() {}

    func severity(age: Duration) -> AlertSeverity? { age > critical ? .critical : age > warning ? .warning : nil }
}

/// A deal of book A or a provider's fill that does not meet its other half.
public struct TicketBreak: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case unmatchedDeal = "unmatched_deal"
        case unmatchedFill = "unmatched_fill"
        case size, side, price, time
    }

    public var kind: Kind
    public var symbol: String
    /// The client's side; nil for a fill that no deal is known of.
    public var account: AccountID?
    public var deal: DealID?
    /// The provider's; nil for a deal without cover.
    public var fill: String?
    public var lots: Lots
    public var since: Timestamp
    public var severity: AlertSeverity?
    public var detail: String
}
