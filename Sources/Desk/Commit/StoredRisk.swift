import Brokerage
import Risk
import Tenancy

// The store knows rows and the engine knows figures: here the one becomes the other.

extension MarkoutFact {
    /// Kinds from 32 on are a deal's own mid and rates; in the file they follow the horizons.
    private static let firstOwnKind = Int(MarkoutFact.midAtDeal)

    init(stored: StoredMarkout) {
        let kind = stored.horizon < MarkoutHorizon.count ? stored.horizon : MarkoutFact.firstOwnKind + stored.horizon - MarkoutHorizon.count
        self.init(deal: stored.deal, kind: UInt8(clamping: kind), value: stored.mid)
    }

    var stored: StoredMarkout {
        let column = Int(kind) < MarkoutHorizon.count ? Int(kind) : MarkoutHorizon.count + Int(kind) - MarkoutFact.firstOwnKind
        return StoredMarkout(deal: deal, horizon: column, mid: value)
    }
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
