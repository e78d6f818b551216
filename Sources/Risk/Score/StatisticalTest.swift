/// Tests that every client undergoes, so that a finding must stand out of all that were tested (risk-domain 5.6).
///
/// A new one is a case here, and a line where ``ClientVerdict`` is made: `tests[.case] = log10 p`.
enum StatisticalTest: Int, Sendable, CaseIterable {
    /// Opens right after a jump of the reference, ahead of the own quote (risk-domain 6.2).
    case latency
    /// Opens that the own next quote beats, where there is no reference.
    case selfLead
    /// Trades that could be closed at a profit within seconds, against the base rate (risk-domain 4.5).
    case toxicFlow
    /// Opens around releases (risk-domain 6.4).
    case news
    /// One symbol's yield against the others (risk-domain 6.14).
    case sniping
    /// Yield above zero.
    case edge
}

/// Common logarithms of the p-values of one client's tests; nil for a test that could not be made.
struct TestResults: Sendable, Equatable {
    private static let untested = 1.0
    private var logs = InlineArray<6, Double>(repeating: TestResults.untested)

    subscript(test: StatisticalTest) -> Double? {
        get { logs[test.rawValue] == Self.untested ? nil : logs[test.rawValue] }
        set { logs[test.rawValue] = newValue.map { $0.isNaN ? Self.untested : min($0, 0) } ?? Self.untested }
    }

    static func == (left: Self, right: Self) -> Bool { StatisticalTest.allCases.allSatisfy { left[$0] == right[$0] } }
}

/// What a p-value must reach to count among all clients: a common logarithm a test.
struct FindingLimits: Sendable, Equatable {
    /// Share of false findings that is put up with.
    static let rate = 0.05
    /// Clients tested below which the limit of a single look stands: with few there is little to correct for, and nothing to learn from.
    private static let minimumClients = 20
    /// One look, or no finding yet: one in ten thousand.
    static let single = -4.0
    /// However many findings there are, none is counted above this p-value.
    private static let loosest = -2.0

    private(set) var logs: [Double]

    init() { logs = StatisticalTest.allCases.map { _ in Self.single } }

    /// Nil for a row of another count, or that holds what is no logarithm of a probability.
    init?(_ logs: [Double]) {
        guard logs.count == StatisticalTest.allCases.count, logs.allSatisfy({ $0 <= 0 }) else { return nil }
        self.logs = logs
    }

    init(of results: [TestResults]) {
        logs = StatisticalTest.allCases.map { test in
            let tested = results.compactMap { $0[test] }
            guard tested.count >= Self.minimumClients else { return Self.single }
            return min(FalseDiscovery.cutoff(tested, rate: Self.rate) ?? Self.single, Self.loosest)
        }
    }

    subscript(test: StatisticalTest) -> Double { logs[test.rawValue] }

    /// The strength of a finding, −log10 p up to 6; zero for what does not stand out.
    func evidence(_ results: TestResults, _ test: StatisticalTest) -> Double {
        guard let log = results[test], log <= self[test] else { return 0 }
        return min(-log, 6)
    }
}
