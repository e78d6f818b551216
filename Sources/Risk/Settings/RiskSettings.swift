import Brokerage

/// The limits and thresholds of a tenant. Every figure has a default and every figure may be changed.
public struct RiskSettings: Sendable, Equatable {
    /// Share of a broker's clients that turn out harmful, before anything is known of one of them.
    public var baseRate = 0.10
    /// The book of an account about which nobody said anything.
    public var defaultBook = Book.b
    /// First parts of a group's path whose accounts are no clients: they are kept, but neither scored nor counted as exposure.
    public var excludedGroups = ["demo", "test", "contest", "coverage", "dealer", "dealers", "manager", "managers", "preliminary"]
    public var scalping = ScalpingThresholds()
    public var martingale = MartingaleThresholds()
    public var fastGain = FastGainThresholds()
    public var latency = LatencyThresholds()
    public var feeds = FeedThresholds()
    public var largeOrder = LargeOrderThresholds()
    public var patterns = PatternThresholds()
    public var money = MoneyThresholds()
    public var toxicEdge = ToxicEdgeThresholds()
    public var exposure = ExposureLimits()
    public var marketRisk = MarketRiskSettings()
    public var coverage = CoverageThresholds()
    public var house = HouseLimits()
    /// What the house is stressed with; ``StressScenario/problems(in:)`` says whether a list may be used.
    public var scenarios = StressScenario.defaults
    public var links = LinkSettings()
    /// What the regulator caps the leverage of retail clients at (CO1); nil where none does.
    public var leverageCaps: LeverageCaps?
    /// Margin level in percent under which an account is in margin call.
    public var marginCallLevel = 100.0
    /// What the house earns on a covered million, in USD: mark-up and commission less the provider's cost.
    public var coveredYield = 9.0
    /// What it costs to move a client to another book, in USD of savings in 30 days.
    public var switchingCost = 50.0
    /// USD a million that keeping a client costs in capital.
    public var capitalCharge = 0.0
    /// How often open positions are valued again for rules and streams when only prices moved.
    public var revaluationInterval = Duration.milliseconds(250)
    /// Changes to single rules, by rule id.
    public var rules: [String: RuleTuning] = [:]

    public init() {}
}

/// When short holds are scalping (risk-domain 6.1).
public struct ScalpingThresholds: Sendable, Equatable {
    /// Holds shorter than this are short.
    public var hold = Duration.seconds(60)
    /// The lower end of the Wilson interval of the share must pass this.
    public var share = 0.5
    public var minimumTrips = 20
    /// The probability that the client has an edge from which a scalper is one who earns.
    public var earning = 0.8

    public init() {}
}

/// When raising after losses is a martingale (risk-domain 6.5).
public struct MartingaleThresholds: Sendable, Equatable {
    public var minimumSteps = 5
    /// The median ratio of lots after a loss.
    public var ratio = 1.5
    /// The share of steps after a loss that reach ``ratio``.
    public var share = 0.7
    /// The largest median ratio after a win that is no plain growth.
    public var ratioAfterWin = 1.0
    /// log₁₀ of the p-value against raises as often as after wins.
    public var logP = -3.0
    /// For small factors, runs cut short and steps left out: the share of raises, runs of two raises and more, and log₁₀ of the p-value.
    public var hiddenShare = 0.4
    public var minimumRuns = 3
    public var hiddenLogP = -5.0
    /// Steps raised in a row at which the alert goes out.
    public var alertDepth = 4

    public init() {}
}

/// When a new account gains suspiciously fast (risk-domain 9, TX8).
public struct FastGainThresholds: Sendable, Equatable {
    public var age = Duration.seconds(7 * 86_400)
    public var minimumTrips = 5
    /// Gain over deposits.
    public var gain = 0.5

    public init() {}
}

/// When one order is large (risk-domain 9, OR1).
public struct LargeOrderThresholds: Sendable, Equatable {
    public var lots = Lots(10)
    public var usd = 1_000_000.0
    /// Times the account's own median order.
    public var medianMultiple = 10.0
    /// Orders an account must have placed before its median says anything.
    public var minimumOrders = 20
    /// USD below which an order is not large, however unusual it is for the account.
    public var medianFloorUSD = 100_000.0

    public init() {}
}

/// The largest net exposure of the house per symbol, in USD (risk-domain 9, EX1).
public struct ExposureLimits: Sendable, Equatable {
    public var forexMajor = 5_000_000.0
    public var forexMinor = 2_000_000.0
    public var metal = 2_000_000.0
    public var index = 2_000_000.0
    public var crypto = 500_000.0
    public var other = 2_000_000.0
    /// Of the house's net in one currency (EX2).
    public var currency = 10_000_000.0
    /// Share of a symbol's limit by which the net may change within five minutes (EX3).
    public var jumpShare = 0.25
    /// Share of all clients' positions in a symbol that one client may hold (EX6), from this share of the symbol's limit on.
    public var clientShare = 0.2
    public var clientFloor = 0.1
    /// Share of a limit at which the warning goes out.
    public var warningShare = 0.8
    /// Own limits of single symbols, by their name without suffix.
    public var symbols: [String: Double] = [:]

    public init() {}
}

/// What a tenant changed of one rule.
public struct RuleTuning: Sendable, Equatable {
    public var isEnabled = true
    /// Nil keeps the rule's own.
    public var cooldown: Duration?

    public init(isEnabled: Bool = true, cooldown: Duration? = nil) {
        self.isEnabled = isEnabled
        self.cooldown = cooldown
    }
}
