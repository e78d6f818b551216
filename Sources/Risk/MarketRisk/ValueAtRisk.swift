import Brokerage

/// How much the house may lose on what it holds now. USD; losses are positive.
public struct ValueAtRisk: Sendable, Equatable {
    public var confidence: Double
    /// Daily figures are scaled with the square root of it.
    public var horizonDays: Double
    /// From fading covariances (risk-domain 3.2). Nil with ``reason``.
    public var parametric: Parametric?
    /// From the days as they were (risk-domain 3.3). Nil with ``reason``.
    public var historical: Historical?
    /// Nil with ``reason``.
    public var backtest: Backtest?
    public var reason: MissingReason?
    /// Factors that are held and of which too little is known. They are left out while they are a small part of the book (see
    /// ``MarketRiskSettings/negligibleShare``), else nothing can be said.
    public var missing: [String]

    public struct Parametric: Sendable, Equatable {
        public var valueAtRisk: Double
        public var expectedShortfall: Double
        /// By factor; they sum to the value at risk. Negative for a factor that offsets others.
        public var components: [Component]
    }

    public struct Component: Sendable, Equatable {
        /// A currency, or a symbol that is its own asset.
        public var factor: String
        /// The house's exposure.
        public var exposureUSD: Double
        public var usd: Double
    }

    public struct Historical: Sendable, Equatable {
        public var valueAtRisk: Double
        public var expectedShortfall: Double
        /// Days that went in.
        public var n: Int
    }

    /// What the house holds now, taken through the days of the history: each day's result against the value at risk that the days before
    /// it alone gave (risk-domain 3.4). It tests the method on this book, not what the house held then.
    public struct Backtest: Sendable, Equatable {
        /// Days whose loss passed the forecast.
        public var exceptions: Int
        public var n: Int
        public var kupiecP: Double
        public var light: BacktestLight
        public var days: [Day]
    }

    public struct Day: Sendable, Equatable {
        /// Days since 1970-01-01.
        public var day: Int32
        /// The house's result.
        public var pnl: Double
        public var valueAtRisk: Double
    }
}
