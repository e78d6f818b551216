import Brokerage

/// Every rule's alarms, and the signals they raised since the last settlement.
struct Alarms: Sendable {
    /// Trades older than this at settlement come from catching up with a server: they open one alert an account and count.
    private static let fresh = Duration.seconds(3600)

    enum Subject: Hashable, Sendable {
        case account(AccountID)
        case symbol(String)
        case house

        var kind: AlertSubject.Kind {
            switch self {
            case .account: .account
            case .symbol: .symbol
            case .house: .house
            }
        }

        var key: String {
            switch self {
            case .account(let id): String(id.rawValue)
            case .symbol(let name): name
            case .house: "house"
            }
        }

        init?(_ kind: AlertSubject.Kind, _ key: String) {
            switch kind {
            case .symbol: self = .symbol(key)
            case .house: self = .house
            case .account:
                guard let id = Int64(key) else { return nil }
                self = .account(AccountID(id))
            }
        }
    }

    private struct Key: Hashable, Sendable {
        var rule: Int
        var subject: Subject
    }

    /// A trade that a rule spoke of, until settlement says when.
    private struct Occurrence: Sendable {
        var rule: Int
        var account: AccountID
        var login: Int64
        var time: Timestamp
        var reading: Reading
        var explanation: Explanation
    }

    private let enabled: [Bool]
    private let cooldowns: [Duration]
    private var machines: [Key: AlarmMachine] = [:]
    private var occurrences: [Occurrence] = []
    private var touched: Set<Key> = []
    private var signals: [AlertSignal] = []

    init(_ settings: RiskSettings) {
        enabled = Rule.all.map { settings.rules[$0.id]?.isEnabled ?? true }
        cooldowns = Rule.all.map { settings.rules[$0.id]?.cooldown ?? $0.cooldown }
    }

    // MARK: Looking

    /// Shows a trade to the rules that watch trades, before it counts in the account's habits.
    mutating func see(_ trade: borrowing TradeSeen, _ settings: borrowing RiskSettings) {
        for (rule, definition) in Rule.all.enumerated() {
            guard enabled[rule], case .deal(let read) = definition.metric else { continue }
            guard let (reading, explanation) = read(trade, settings), reading.isBeyond else { continue }
            occurrences.append(
                Occurrence(
                    rule: rule, account: trade.account, login: trade.login, time: trade.time, reading: reading, explanation: explanation))
        }
    }

    /// Looks at an account with the rules that watch accounts. Returns the bits of rules that are not at rest.
    mutating func look(
        at account: borrowing ClientAccount, _ market: borrowing Market, _ settings: borrowing RiskSettings, now: Timestamp
    ) -> UInt64 {
        var active = account.alarms
        for (rule, definition) in Rule.all.enumerated() {
            guard enabled[rule], case .account(let read, let explain) = definition.metric,
                let reading = read(account, market, settings, now)
            else { continue }
            let bit: UInt64 = 1 << UInt64(rule)
            guard reading.isBeyond || active & bit != 0 else { continue }
            active |= bit
            let subject = Subject.account(account.id)
            guard let action = observe(rule, subject, reading, now: now) else { continue }
            let explanation = explain(account, market, settings)
            signals.append(signal(rule, subject, "\(account.login)", reading, action, explanation, account: account.id))
        }
        return active
    }

    mutating func look(at house: borrowing HouseWatch, _ settings: borrowing RiskSettings, now: Timestamp) {
        for (rule, definition) in Rule.all.enumerated() {
            guard enabled[rule], case .house(let read) = definition.metric, let (reading, explanation) = read(house, settings) else { continue }
            guard reading.isBeyond || machines[Key(rule: rule, subject: .house)] != nil, let action = observe(rule, .house, reading, now: now)
            else { continue }
            signals.append(signal(rule, .house, "House", reading, action, explanation, account: nil))
        }
    }

    mutating func look(at symbol: borrowing SymbolExposure, _ settings: borrowing RiskSettings, now: Timestamp) {
        for (rule, definition) in Rule.all.enumerated() {
            guard enabled[rule], case .symbol(let read) = definition.metric, let (reading, explanation) = read(symbol, settings) else { continue }
            let subject = Subject.symbol(symbol.name)
            guard reading.isBeyond || machines[Key(rule: rule, subject: subject)] != nil,
                let action = observe(rule, subject, reading, now: now)
            else { continue }
            signals.append(signal(rule, subject, symbol.name, reading, action, explanation, account: nil))
        }
    }

    /// Looks at a feed. Returns whether a rule is still beyond, so that it wants to look again.
    mutating func look(at feed: borrowing FeedReading, _ settings: borrowing RiskSettings, now: Timestamp) -> Bool {
        var isBeyond = false
        for (rule, definition) in Rule.all.enumerated() {
            guard enabled[rule], case .feed(let read) = definition.metric else { continue }
            let (reading, explanation) = read(feed, settings)
            isBeyond = isBeyond || reading.isBeyond
            let subject = Subject.symbol(feed.symbol)
            guard reading.isBeyond || machines[Key(rule: rule, subject: subject)] != nil,
                let action = observe(rule, subject, reading, now: now)
            else { continue }
            signals.append(signal(rule, subject, feed.symbol, reading, action, explanation, account: nil))
        }
        return isBeyond
    }

    private mutating func observe(_ rule: Int, _ subject: Subject, _ reading: Reading, now: Timestamp) -> AlertAction? {
        let key = Key(rule: rule, subject: subject)
        var machine = machines[key] ?? AlarmMachine()
        let before = machine.state
        let action = machine.observe(reading, cooldown: cooldowns[rule], at: now)
        guard machine.state != before else { return action }
        machines[key] = machine
        touched.insert(key)
        return action
    }

    // MARK: Settling

    /// Turns the trades seen into signals: repeats of one rule and account inside the cooldown become one that counts them.
    mutating func settle(now: Timestamp) {
        var counts: [Key: Int] = [:]
        for occurrence in occurrences {
            let key = Key(rule: occurrence.rule, subject: .account(occurrence.account))
            let action = machines[key, default: AlarmMachine()].occur(
                occurrence.reading.severity, cooldown: cooldowns[occurrence.rule], happened: occurrence.time, fresh: Self.fresh, at: now)
            touched.insert(key)
            if action == .count, let position = counts[key] {
                signals[position].occurrences += 1
                continue
            }
            if action == .count { counts[key] = signals.count }
            signals.append(
                signal(
                    occurrence.rule, key.subject, "\(occurrence.login)", occurrence.reading, action, occurrence.explanation,
                    account: occurrence.account))
        }
        occurrences.removeAll(keepingCapacity: true)
    }

    /// Hands out what was raised and what is to be stored.
    mutating func drain() -> (signals: [AlertSignal], states: [RuleState]) {
        let states = touched.compactMap { key in
            machines[key]?.state.map {
                RuleState(rule: Rule.all[key.rule].id, subjectKind: key.subject.kind, subjectKey: key.subject.key, alarm: $0)
            }
        }
        let drained = signals
        touched.removeAll(keepingCapacity: true)
        signals.removeAll(keepingCapacity: true)
        return (drained, states.sorted { ($0.rule, $0.subjectKey) < ($1.rule, $1.subjectKey) })
    }

    private func signal(
        _ rule: Int, _ subject: Subject, _ label: String, _ reading: Reading, _ action: AlertAction, _ explanation: Explanation,
        account: AccountID?
    ) -> AlertSignal {
        AlertSignal(
            rule: Rule.all[rule].id, severity: reading.severity,
            subject: AlertSubject(kind: subject.kind, key: subject.key, label: label), value: reading.value, threshold: reading.threshold,
            action: action, occurrences: 1, evidence: explanation.evidence, deals: explanation.deals, account: account)
    }

    // MARK: Restoring

    /// Takes up stored states; those of rules that no longer exist are dropped.
    mutating func restore(_ states: [RuleState]) {
        for state in states {
            guard let rule = Rule.numbers[state.rule], let subject = Subject(state.subjectKind, state.subjectKey) else { continue }
            machines[Key(rule: rule, subject: subject)] = AlarmMachine(state: state.alarm)
        }
    }

    /// Bits of the rules that have a state for an account.
    func active(for account: AccountID) -> UInt64 {
        guard !machines.isEmpty else { return 0 }
        var bits: UInt64 = 0
        for rule in Rule.all.indices where machines[Key(rule: rule, subject: .account(account))] != nil { bits |= 1 << UInt64(rule) }
        return bits
    }
}
