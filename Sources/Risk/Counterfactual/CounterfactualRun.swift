import Brokerage

/// Replays the past account by account and asks a policy, at each opening, with nothing but what was known then (risk-domain 8.4).
///
/// A deal counts as known four hours later, when its last markout is. What is taken as of today are the rates of account currencies, the
/// priors of all clients together, and links between accounts, which are left out. A kept trade earns the house what the client lost; a
/// covered one what a covered million earns by the settings, and the commission.
public struct CounterfactualRun: Sendable {
    private static let delay: Int64 = 14_400_000_000
    private static let dayLength: Int64 = 86_400_000_000

    private var scratch: RiskEngine
    private let engine: RiskEngine
    private let policy: CoverPolicy
    /// Trades that closed before this are replayed for what they teach, but not counted.
    private let start: Int64
    private var trades: [RoutedTrade] = []

    /// - Parameters:
    ///   - engine: as it stands; the run does not change it.
    ///   - start: trades count from their closing at this time on.
    public init(_ engine: RiskEngine, policy: CoverPolicy, from start: Timestamp) {
        self.engine = engine
        self.policy = policy
        self.start = start.microseconds
        scratch = engine
        scratch.forgetAccounts()
    }

    /// Accounts that are to be replayed: those that are scored.
    public func takes(_ account: AccountID) -> Bool { engine.numbers[account].map { engine.accounts[$0].isJudged } ?? false }

    /// Replays one account.
    /// - Parameters:
    ///   - deals: all of the account's deals in order of (time, ticket).
    ///   - facts: what was learned of them.
    public mutating func add(_ account: AccountID, deals: [(id: DealID, deal: Deal)], facts: [MarkoutFact]) {
        guard takes(account), let number = engine.numbers[account], let rate = engine.market.currencies.usd(engine.accounts[number].currency)
        else { return }
        scratch.forgetAccounts(but: engine.accounts[number])
        let facts = FactIndex(facts, newestKnown: DealID(.max))
        var following = Following(known: 0, evaluatedOn: .min, isRouted: false)
        var actual = ClientHistory()
        var open: [Int64: Fate] = [:]
        for (id, deal) in deals where deal.isTrade {
            let time = deal.time.microseconds
            while following.known < deals.count, deals[following.known].deal.time.microseconds &+ Self.delay <= time {
                scratch.play(deals[following.known].deal, id: deals[following.known].id, of: 0, facts: facts)
                following.known += 1
            }
            if deal.entry == .in || deal.entry == .inOut, open[deal.position] == nil {
                evaluate(&following, at: time)
                open[deal.position] = Fate(isRouted: following.isRouted || isToxic(DealKnowledge(facts: facts.facts(of: id)), deal))
            }
            follow(deal, id, &actual, &open, rate, wasCovered: engine.accounts[number].book == .a)
        }
    }

    public func result() -> CounterfactualResult { CounterfactualResult(of: trades) }

    /// How far the replay is, and what the policy said last.
    private struct Following {
        var known: Int
        var evaluatedOn: Int64
        var isRouted: Bool
    }

    /// A position on its way: how it was routed, and what it cost the client in commission and fees.
    private struct Fate {
        var isRouted: Bool
        var charges = Money.zero
    }

    /// The policy speaks once a day.
    private mutating func evaluate(_ following: inout Following, at time: Int64) {
        let day = Whole.floorDivide(time, Self.dayLength)
        guard day != following.evaluatedOn else { return }
        following.evaluatedOn = day
        following.isRouted = scratch.covers(by: policy, at: Timestamp(microseconds: time))
    }

    /// Whether the policy covers this trade for itself, by what was forecast at its fill.
    private func isToxic(_ known: DealKnowledge, _ deal: Deal) -> Bool {
        guard case .toxicity(let shock) = policy, let forecast = known.value(MarkoutFact.toxicity10) else { return false }
        let choice = Internalisation(halfSpread: 1, shock: shock, inventoryPenalty: 0)
        return choice.keeps(toxicity: Double(forecast) / 1e8, inventory: 0, isBuy: deal.action == .buy) == false
    }

    private mutating func follow(
        _ deal: Deal, _ id: DealID, _ actual: inout ClientHistory, _ open: inout [Int64: Fate], _ rate: Double, wasCovered: Bool
    ) {
        let number = scratch.market.instrument(deal.symbol, connection: scratch.accounts[0].connection)
        let before = actual.positions.slot(of: deal.position).map { actual.positions[$0] }
        let currency = scratch.accounts[0].currency
        let terms = TradeTerms(
            instrument: number, contract: scratch.market.instruments[number].contract,
            rate: scratch.market.rate(from: scratch.market.instruments[number].profit, to: currency))
        _ = actual.trade(deal, id: id, terms: terms, settings: scratch.settings)
        open[deal.position]?.charges += deal.commission + deal.fee
        let after = actual.positions.slot(of: deal.position).map { actual.positions[$0] }
        // A reversal ends one trade and begins the next under the same number.
        guard let before, !before.isIncomplete, after?.isLong != before.isLong, let fate = open.removeValue(forKey: deal.position)
        else { return }
        if after != nil { open[deal.position] = Fate(isRouted: fate.isRouted) }
        guard deal.time.microseconds >= start else { return }
        let notional = before.notional * rate
        trades.append(
            RoutedTrade(
                day: Whole.floorDivide(deal.time.microseconds, Self.dayLength), kept: 0 - (before.net + deal.net).statistic * rate,
                covered: scratch.settings.coveredYield * notional / 1e6 - fate.charges.statistic * rate, isRouted: fate.isRouted,
                wasCovered: wasCovered, notional: notional))
    }
}

extension RiskEngine {
    /// Leaves one account, without history, or none.
    fileprivate mutating func forgetAccounts(but account: ClientAccount? = nil) {
        accounts = []
        numbers = [:]
        changed = []
        learned = []
        guard var account else { return }
        account.history = ClientHistory()
        account.verdict = ClientVerdict()
        accounts = [account]
        numbers[account.id] = 0
    }

    /// What a policy says of the only account, from what its history holds.
    fileprivate mutating func covers(by policy: CoverPolicy, at time: Timestamp) -> Bool {
        now = time
        let verdict = ClientVerdict(accounts[0], settings, population)
        switch policy {
        case .score(let least):
            return Scoring.brief(verdict, scale, watermark: nil).score >= least
        case .advice:
            guard let (comparison, turnover) = comparison(0, verdict) else { return false }
            return comparison.wanted(turnover: turnover, switching: settings.switchingCost) == .a
        case .toxicity:
            // That is for each trade to say.
            return false
        }
    }
}
