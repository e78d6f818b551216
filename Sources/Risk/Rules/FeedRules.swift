extension Rule {
    /// FD1: the own feed stands still while the reference moves (risk-domain 6.16).
    static let feedFrozen = Rule(
        id: "FD1", cooldown: .seconds(60),
        metric: .feed { feed, _ in
            let fault = feed.fault(.frozen)
            let reading = Reading.finding(fault != nil, value: fault?.size ?? 0, threshold: 2, severity: .critical)
            return (reading, feed.explanation([.init("moved_pips", Figure.text(fault?.size ?? 0, 1))]))
        })

    /// FD2: the own feed was late for a minute.
    static let feedLag = Rule(
        id: "FD2", cooldown: .seconds(600),
        metric: .feed { feed, settings in
            let lag = Double(feed.lag ?? 0) / 1000
            return (.above(lag, settings.feeds.lag, severity: .warning), feed.explanation([.init("lag_ms", Figure.text(lag, 0))]))
        })

    /// FD3: a quote far from the truth that came back, or a bid above the ask, since the rules looked last.
    static let feedSpike = Rule(
        id: "FD3", cooldown: .seconds(60),
        metric: .feed { feed, _ in
            let fault = feed.fresh.last { $0.kind == .spike || $0.kind == .crossed }
            let reading = Reading.finding(fault != nil, value: fault?.size ?? 0, threshold: 0, severity: .warning)
            return (reading, feed.explanation([.init("kind", fault?.kind.name ?? ""), .init("size", Figure.text(fault?.size ?? 0, 1))]))
        })

    /// FD4: the spread is wide for the hour.
    static let feedSpread = Rule(
        id: "FD4", cooldown: .seconds(600),
        metric: .feed { feed, settings in
            let times = feed.wideSpread ?? 0
            return (.above(times, settings.feeds.wideSpread, severity: .info), feed.explanation([.init("times_usual", Figure.text(times, 1))]))
        })
}

/// A symbol's own feed as the rules look at it.
struct FeedReading: Sendable {
    var symbol: String
    /// Faults that last, and those that began since the rules looked last.
    var open: [FeedMonitor.Fault]
    var fresh: [FeedMonitor.Fault]
    /// Microseconds.
    var lag: Int64?
    /// Spread over the usual one while it is wide.
    var wideSpread: Double?

    func fault(_ kind: FeedIncident.Kind) -> FeedMonitor.Fault? { open.last { $0.kind == kind } }

    fileprivate func explanation(_ evidence: [AlertEvidence]) -> Explanation {
        Explanation(evidence: [AlertEvidence("symbol", symbol)] + evidence)
    }
}
