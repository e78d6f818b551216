import Brokerage

/// A trade that opened a position or added to one, as detectors see it. Never kept.
struct OpeningTrade: Sendable {
    /// Microseconds since 1970.
    var time: Int64
    var deal: DealID
    /// Number of the instrument, and the account's own place for it.
    var instrument: Int
    var symbol: Int
    var isLong: Bool
    /// Hundred-millionths.
    var lots: Int64
    var price: Int64
    /// In the account's currency; zero when unknown.
    var notional: Double
    var reason: DealReason
    var expert: Int64
    /// Price of the stop loss as the deal states it; zero for none.
    var stop: Int64
    /// False when it added to a position that is open already.
    var isFirst: Bool
    /// Balance and credit before it, in the account's currency; zero while no deposit is known.
    var funds: Double
    /// Notional of all that is open, this included, in the account's currency.
    var openNotional: Double
    /// How it lies to economic releases of its currencies.
    var news = NewsExposure()

    /// Whether a program traded.
    var isAutomatic: Bool { reason == .expert || expert != 0 }
}

/// An operation on the balance, as detectors see it.
struct Payment: Sendable {
    enum Kind: Sendable {
        case deposit, withdrawal
        /// Credit or bonus given, or taken back.
        case granted, released
        case other
    }

    var kind: Kind
    /// Microseconds since 1970.
    var time: Int64
    var deal: DealID
    /// Always positive; in the account's currency.
    var amount: Money
    /// Balance after it.
    var balance: Money

    init?(_ deal: borrowing Deal, id: DealID, balance: Money) {
        let net = deal.net
        switch deal.action {
        case .buy, .sell: return nil
        case .balance: kind = net < .zero ? .withdrawal : .deposit
        case .credit, .bonus: kind = net < .zero ? .released : .granted
        default: kind = .other
        }
        amount = net < .zero ? .zero - net : net
        (time, self.deal, self.balance) = (deal.time.microseconds, id, balance)
    }
}
