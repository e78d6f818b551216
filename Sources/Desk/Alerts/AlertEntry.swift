import Brokerage
import JSON
import Risk
import Tenancy

/// Writes what rules found into the tenant's file.
struct AlertEntry {
    let writer: TenantWriter
    let now: Timestamp

    /// Stores one signal. - Returns: the alert as it now stands.
    func take(_ signal: AlertSignal) throws -> Alert {
        switch signal.action {
        case .open, .stepUp:
            return try writer.reader.alert(writer.insert(alert: draft(signal), at: now))
        case .count:
            // The alert that is counted on may have been closed meanwhile: then this is a new one.
            let (kind, key) = (signal.subject.kind.rawValue, signal.subject.key)
            guard let open = try writer.reader.unfinishedAlert(rule: signal.rule, kind: kind, subject: key) else {
                return try writer.reader.alert(writer.insert(alert: draft(signal), at: now))
            }
            try writer.count(alert: open.id, occurrences: signal.occurrences, value: signal.value, at: now)
            return try writer.reader.alert(open.id)
        }
    }

    private func draft(_ signal: AlertSignal) -> AlertDraft {
        AlertDraft(
            rule: signal.rule, severity: Alert.Severity(rawValue: signal.severity.rawValue) ?? .warning,
            subject: .init(kind: signal.subject.kind.rawValue, id: signal.subject.key, label: signal.subject.label), account: signal.account,
            value: signal.value, threshold: signal.threshold, evidence: evidence(signal))
    }

    private func evidence(_ signal: AlertSignal) -> String {
        let bytes = JSONWriter.bytes { json in
            json.beginObject()
            json.key("facts"); json.beginArray()
            for fact in signal.evidence {
                json.beginObject()
                json.key("name"); json.string(fact.name)
                json.key("value"); json.string(fact.value)
                json.endObject()
            }
            json.endArray()
            json.key("deals"); json.beginArray()
            for deal in signal.deals { json.integer(deal.rawValue) }
            json.endArray()
            json.endObject()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
