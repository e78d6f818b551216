import Brokerage
import Risk
import Tenancy

// The store knows rows and the engine knows figures: here the one becomes the other.

extension MarkoutFact {
    /// The file's columns hold seventeen horizons, then the kinds 32 and 33, one that was never used, and the kinds from 34 on.
    private static let horizons = 17
    private static let firstOwnKind = 32
    private static let firstAddedColumn = 20
    private static let firstAddedKind = 34

    init(stored: StoredMarkout) {
        let column = stored.horizon
        let kind =
            switch column {
            case ..<MarkoutFact.horizons: column
            case ..<MarkoutFact.firstAddedColumn: MarkoutFact.firstOwnKind + column - MarkoutFact.horizons
            default: MarkoutFact.firstAddedKind + column - MarkoutFact.firstAddedColumn
            }
        self.init(deal: stored.deal, kind: UInt8(clamping: kind), value: stored.mid)
    }

    var stored: StoredMarkout {
        let column =
            switch Int(kind) {
            case ..<MarkoutFact.horizons: Int(kind)
            case ..<MarkoutFact.firstAddedKind: MarkoutFact.horizons + Int(kind) - MarkoutFact.firstOwnKind
            default: MarkoutFact.firstAddedColumn + Int(kind) - MarkoutFact.firstAddedKind
            }
        return StoredMarkout(deal: deal, horizon: column, mid: value)
    }
}

extension AdviceRecord {
    init(stored: StoredAdvice) {
        self.init(
            account: stored.account,
            state: AdviceState(
                book: stored.book, since: stored.since, candidate: stored.candidate, days: stored.days, evaluatedOn: stored.evaluatedOn))
    }

    var stored: StoredAdvice {
        StoredAdvice(
            account: account, book: state.book, since: state.since, candidate: state.candidate, days: state.days,
            evaluatedOn: state.evaluatedOn)
    }
}

extension FeedIncident {
    /// Nil for a kind that this version does not know.
    init?(stored: StoredIncident) {
        guard let kind = Kind(rawValue: stored.kind) else { return nil }
        self.init(
            connection: stored.connection, symbol: stored.symbol, kind: kind, startedAt: stored.startedAt, endedAt: stored.endedAt,
            size: stored.size, deals: stored.deals, newestDeals: stored.dealIDs, houseLossUSD: stored.houseLoss)
    }

    var stored: StoredIncident {
        StoredIncident(
            connection: connection, symbol: symbol, kind: kind.rawValue, startedAt: startedAt, endedAt: endedAt, size: size, deals: deals,
            dealIDs: newestDeals, houseLoss: houseLossUSD)
    }
}

extension DailyClose {
    init(stored: StoredClose) { self.init(symbol: stored.symbol, day: Int32(clamping: stored.day), price: stored.mid) }
    var stored: StoredClose { StoredClose(symbol: symbol, day: Int64(day), mid: price) }
}

extension PopulationPrior {
    /// Its key in the file.
    static let key = "population"

    init?(stored text: String) {
        let figures = text.split(separator: " ").compactMap { Double($0) }
        self.init(figures: figures)
    }

    /// Binary floats written so that they read back bit for bit.
    var stored: String { figures.map { $0.description }.joined(separator: " ") }
}

extension RuleState {
    init(stored: StoredRuleState) {
        self.init(
            rule: stored.rule, subjectKind: AlertSubject.Kind(rawValue: stored.subjectKind) ?? .account, subjectKey: stored.subjectKey,
            alarm: AlarmState(
                raisedAt: stored.raisedAt, level: stored.level, severity: AlertSeverity(rawValue: stored.severity) ?? .warning,
                isArmed: stored.isArmed, isBeyond: stored.isBeyond, calmSince: stored.calmSince))
    }

    var stored: StoredRuleState {
        StoredRuleState(
            rule: rule, subjectKind: subjectKind.rawValue, subjectKey: subjectKey, raisedAt: alarm.raisedAt, level: alarm.level,
            severity: alarm.severity.rawValue, isArmed: alarm.isArmed, isBeyond: alarm.isBeyond, calmSince: alarm.calmSince)
    }
}
