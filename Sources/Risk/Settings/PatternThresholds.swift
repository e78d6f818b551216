import Brokerage

/// When what detectors find in deals counts as a pattern (risk-domain 6).
public struct PatternThresholds: Sendable, Equatable {
    public var news = NewsThresholds()
    public var grid = GridThresholds()
    public var gains = GainThresholds()
    public var swap = SwapThresholds()
    public var bonus = BonusThresholds()
    public var cash = CashThresholds()
    public var churn = ChurnThresholds()
    public var automation = AutomationThresholds()
    public var style = StyleThresholds()
    public var sniping = SnipingThresholds()

    public init() {}
}

/// Opening around releases (risk-domain 6.4).
public struct NewsThresholds: Sendable, Equatable {
    public var minimumOpens = 10
    /// log₁₀ of the p-value from which it is news trading.
    public var logP = -4.0
    /// The lower end of the interval of the share of openings in windows must reach this: less is no habit.
    public var habit = 0.3
    /// The part of the result that windows must have made, and the mean of their results in its own standard errors.
    public var gainShare = 0.4
    public var t = 2.0

    public init() {}
}

/// Adding to losers (risk-domain 6.6).
public struct GridThresholds: Sendable, Equatable {
    /// Legs of a basket from which it is looked at.
    public var depth = 4
    /// The share of legs after the first that were added to a loser.
    public var loserShare = 0.8
    /// Spread over mean of the steps, up to which they are even.
    public var variation = 0.35
    /// A basket all of whose legs have a stop within so many steps is a plan to scale in.
    public var stopSpacings = 3.0
    /// Baskets from which it is a habit.
    public var minimumBaskets = 3
    /// log₁₀ of the p-value from which chance is no explanation.
    public var logP = -3.0
    /// Legs at which the alert goes out.
    public var alertDepth = 5

    public init() {}
}

/// Sharp deals, run-uppers and doubled accounts (risk-domain 6.7).
public struct GainThresholds: Sendable, Equatable {
    /// USD that each of three trades of a day must have gained.
    public var sharpUSD = 500.0
    /// Times its cost.
    public var sharpMultiple = 5.0
    public var sharpHold = Duration.seconds(4 * 3600)
    /// Wins over losses among the last ten trades.
    public var runRatio = 9.0
    /// Equity over what was paid in.
    public var doubled = 2.0
    /// USD of equity from which doubling counts.
    public var doubledUSD = 500.0

    public init() {}
}

/// Earning by swaps (risk-domain 6.8).
public struct SwapThresholds: Sendable, Equatable {
    /// Nights without swap beyond which a position is held long.
    public static let freeNights: Int64 = 5
    /// Swaps over the result.
    public var share = 0.6
    /// The rest over swaps, at most; and so its error over days.
    public var priceShare = 0.25
    public var errorShare = 1.0
    /// Positions times nights.
    public var minimumNights = 10
    public var minimumTrips = 3
    /// How sure the mirror pair must be whose other side is swap-free.
    public var mirror = 0.9
    /// Long holds without swap from which it is a habit.
    public var freeTrips = 3

    public init() {}
}

/// Living on bonuses (risk-domain 6.9).
public struct BonusThresholds: Sendable, Equatable {
    /// Bonus over own money.
    public var ratio = 0.5
    /// A withdrawal this soon after a release is quick.
    public var withdrawal = Duration.seconds(48 * 3600)
    /// Strength of all signs together from which it is abuse.
    public var strength = 0.8

    public init() {}
}

/// Money in and out (risk-domain 6.11).
public struct CashThresholds: Sendable, Equatable {
    /// Deposits above it are reported, in the account's currency.
    public var reportingLimit = Money(10_000)
    /// Withdrawals over deposits.
    public var withdrawnShare = 0.9
    /// Turnover over deposits under which nothing was traded to speak of.
    public var activity = 5.0

    public init() {}
}

/// Trading for commission (risk-domain 6.12).
public struct ChurnThresholds: Sendable, Equatable {
    /// Costs over deposits of thirty days.
    public var warning = 0.5
    public var critical = 1.0
    /// What prices brought over costs, at most.
    public var resultShare = 0.5
    /// Median hold, at most.
    public var hold = Duration.seconds(1800)
    public var minimumTrips = 20
    /// USD that introducers get for a million of turnover, counted as cost.
    public var rebate = 0.0
    /// Clients who churn from which their introducer is told of.
    public var introducerClients = 3

    public init() {}
}

/// Programs (risk-domain 6.13).
public struct AutomationThresholds: Sendable, Equatable {
    public var minimumOpens = 20
    public var minimumOpensAllDay = 200
    /// Entropy of the hours of the day.
    public var entropy = 0.95

    public init() {}
}

/// Changes of results (risk-domain 5.7).
public struct StyleThresholds: Sendable, Equatable {
    /// Results that make a client's own past.
    public var warmUp = 30
    /// In deviations.
    public var slack = 0.5
    public var limit = 5.0
    /// How long a change is spoken of.
    public var memory = Duration.seconds(30 * 86_400)

    public init() {}
}

/// One symbol against the others (risk-domain 6.14).
public struct SnipingThresholds: Sendable, Equatable {
    public var t = 4.0
    public var minimumTrades = 20
    public var minimumDays = 5

    public init() {}
}
